using System.Globalization;
using System.Text;
using GrantHub.Application.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Account;

/// <summary>What somebody typed into a form that came too late: shown to them, and sent when they say so.</summary>
[Route("held/{id:long}")]
public sealed class HeldFormController(IMediator mediator) : FeatureController(mediator)
{
    [HttpGet("")]
    public async Task<IActionResult> Show(long id) => View("Held", await Ask(new ReadHeldForm(id)));

    /// <summary>The fields come with the request, and go on with it to the form's own address.</summary>
    [HttpPost("send")]
    public async Task<IActionResult> Send(long id) =>
        LocalRedirectPreserveMethod(await Ask(new ForgetHeldForm(id)));

    [HttpPost("forget")]
    public async Task<IActionResult> Forget(long id)
    {
        await Ask(new ForgetHeldForm(id));
        Say("What you had typed has been thrown away.");
        return Redirect("/");
    }
}

internal static class HeldWords
{
    /// <summary>"Content.ValueForMoney" as "Value for money".</summary>
    public static string Label(string field)
    {
        ArgumentNullException.ThrowIfNull(field);
        var name = field[(field.LastIndexOf('.') + 1)..];
        var words = new StringBuilder();
        foreach (var letter in name)
            if (char.IsUpper(letter) && words.Length > 0)
                words.Append(' ').Append(char.ToLowerInvariant(letter));
            else if (letter is '_' or '-' or '[' or ']')
                words.Append(' ');
            else
                words.Append(letter);
        var text = words.ToString().Trim();
        return text.Length == 0
            ? field
            : char.ToUpper(text[0], CultureInfo.InvariantCulture) + text[1..];
    }

    /// <summary>What everything that the data protection of ASP.NET Core has sealed begins with.</summary>
    private const string Sealed = "CfDJ8";

    private const int ShortestDigest = 16;

    /// <summary>Not versions, marks of a page, digests and what is sealed, which nobody typed.</summary>
    public static bool IsTyped(string value) =>
        !string.IsNullOrWhiteSpace(value)
        && !Guid.TryParse(value, out _)
        && !IsDigest(value.Split(' ')[0])
        && !value.StartsWith(Sealed, StringComparison.Ordinal);

    private static bool IsDigest(string word) =>
        word.Length >= ShortestDigest
        && word.All(char.IsAsciiHexDigitLower)
        && word.Any(char.IsAsciiLetterLower);
}
