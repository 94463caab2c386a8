namespace Parley.Senders;

/// <summary>A sender as people see it, over all of its sessions; docs/states/sender.md has the graph.</summary>
public enum SenderStatus { Connected, Disconnected, Paused, Banned, WaitingForLogin }
