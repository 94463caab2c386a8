namespace Parley.Contacts;

/// <summary>What a person said about being written to. Someone who opted out is never written to, whatever a feature asks for.</summary>
public enum ConsentState { Unknown, OptedIn, OptedOut }
