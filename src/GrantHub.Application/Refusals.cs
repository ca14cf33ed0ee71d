namespace GrantHub.Application;

/// <summary>The person may not do or see this. Shown with status 403.</summary>
public sealed class ForbiddenException(string sentence) : Exception(sentence);

/// <summary>There is no such thing. Shown with status 404.</summary>
public sealed class NotFoundException(string sentence) : Exception(sentence);

/// <summary>Somebody else changed the same thing since the form was shown. Shown with status 409 and both texts.</summary>
/// <param name="theirs">What stands now.</param>
/// <param name="yours">What the person had typed.</param>
public sealed class StaleException(string sentence, string theirs, string yours)
    : Exception(sentence)
{
    public string Theirs { get; } = theirs;
    public string Yours { get; } = yours;
}
