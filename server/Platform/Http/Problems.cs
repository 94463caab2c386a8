namespace Parley.Platform.Http;

/// <summary>The one table of problems. Slugs are part of the API: they are added, never changed.</summary>
public static class Problems
{
    public static readonly Problem BadRequest = new("bad-request", 400, "The request cannot be read.");
    public static readonly Problem Validation = new("validation", 400, "Some fields are missing or wrong.");
    public static readonly Problem NotSignedIn = new("not-signed-in", 401, "Sign in first.");
    public static readonly Problem WrongCredentials = new("wrong-credentials", 401, "E-mail or password is wrong.");
    public static readonly Problem CodeRequired = new("code-required", 401, "This account has a second factor.");
    public static readonly Problem WrongCode = new("wrong-code", 401, "The code is wrong.");
    public static readonly Problem WrongSignature = new("wrong-signature", 401, "The call is not signed as it must be.");
    public static readonly Problem WrongVerifyToken = new("wrong-verify-token", 403, "Nobody here has this verify token.");
    public static readonly Problem LockedOut = new("locked-out", 429, "Too many wrong passwords.");
    public static readonly Problem Forbidden = new("forbidden", 403, "Your role does not allow this.");
    public static readonly Problem PasswordChangeRequired = new("password-change-required", 403, "Choose a password of your own first.");
    public static readonly Problem SignInAgain = new("sign-in-again", 403, "Sign in once more first.");
    public static readonly Problem NotFound = new("not-found", 404, "There is no such thing here.");
    public static readonly Problem MethodNotAllowed = new("method-not-allowed", 405, "This address does not take that method.");
    public static readonly Problem Conflict = new("conflict", 409, "That is already taken.");
    public static readonly Problem IllegalState = new("illegal-state", 409, "That cannot be done in the present state.");
    public static readonly Problem IdempotencyMismatch = new("idempotency-mismatch", 409, "The idempotency key was used with another request.");
    public static readonly Problem TooLarge = new("too-large", 413, "The request is too large.");
    public static readonly Problem UnsupportedFile = new("unsupported-file", 415, "The file is not of a kind that can be used here.");
    public static readonly Problem RangeNotSatisfiable = new("range-not-satisfiable", 416, "The file does not have that part.");
    public static readonly Problem Unprocessable = new("unprocessable", 422, "The request is well formed but makes no sense.");
    public static readonly Problem InvalidNumber = new("invalid-number", 422, "That is not a phone number that can exist.");
    public static readonly Problem UnknownVariables = new("unknown-variables", 422, "The text uses variables that have no value.");
    public static readonly Problem RecipientSuppressed = new("recipient-suppressed", 422, "This person must not be written to.");
    public static readonly Problem NotSupported = new("not-supported", 422, "The driver cannot do that.");
    public static readonly Problem TemplateMissing = new("template-missing", 422, "There is no approved template of this name in this language.");
    public static readonly Problem TemplatePaused = new("template-paused", 422, "WhatsApp paused or disabled the template because people did not like it.");
    public static readonly Problem TemplateVariables = new("template-variables", 422, "The values do not fit the template's variables.");
    public static readonly Problem TooManyRequests = new("too-many-requests", 429, "Too many requests.");
    public static readonly Problem Unavailable = new("unavailable", 503, "Not ready yet; try again shortly.");
    public static readonly Problem Internal = new("internal", 500, "Something broke on our side.");
}
