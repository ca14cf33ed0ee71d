namespace GrantHub.Application;

/// <summary>The person may not do or see this. Shown with status 403.</summary>
public sealed class ForbiddenException(string sentence) : Exception(sentence);

/// <summary>
/// The connection broke off while a command was being committed, so that nobody knows whether it is done. Shown with
/// status 503.
/// </summary>
public sealed class UncertainException(Exception fault)
    : Exception(
        "The connection to the database broke off while this was being saved, so it may have been saved or not. Open the page again and look before you send it once more.",
        fault
    );

/// <summary>There is no such thing. Shown with status 404.</summary>
public sealed class NotFoundException(string sentence) : Exception(sentence)
{
    /// <summary>
    /// There is such a thing and the person may not know of it: they are refused, and answered as if there were none.
    /// </summary>
    public bool IsHidden { get; init; }
}

/// <summary>Somebody else changed the same thing since the form was shown. Shown with status 409 and both texts.</summary>
/// <param name="theirs">What stands now.</param>
/// <param name="yours">What the person had typed.</param>
public sealed class StaleException(string sentence, string theirs, string yours)
    : Exception(sentence)
{
    public string Theirs { get; } = theirs;
    public string Yours { get; } = yours;
}
