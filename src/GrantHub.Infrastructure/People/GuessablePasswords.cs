using System.Text;
using System.Text.RegularExpressions;
using GrantHub.Infrastructure.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace GrantHub.Infrastructure.People;

/// <summary>
/// Refuses a password of which little is left once everything is taken out that is tried first: common words and names, the
/// person's own name and the office's, years, rows of keys, and repetition.
/// </summary>
internal sealed partial class GuessablePasswords(GrantHubDb db, IConfiguration configuration)
    : IPasswordValidator<SignIn>
{
    internal const string Code = "PasswordGuessable";
    private const int FewestLeft = 8;
    private const int ShortestName = 3;
    private const int ShortestRun = 3;

    // Words of the lists of most used passwords, of keyboards, of the calendar, of British football, and of this program.
    private static readonly string[] Common = Words(
        """
        access account admin administrator adobe alexander amanda america andrea andrew angel angela anthony apple april
        arsenal ashley asshole aston august austin autumn awesome banana barcelona baseball basketball batman beautiful
        benjamin birthday blink bonnie boomer boston brandon bristol britain british budget buster butterfly camaro cardiff
        carlos celtic changeme changeit change chanel charlie cheese chelsea chester chicken chocolate chris christian
        christmas christopher church classic coffee commissioner computer cookie cooper council courage cowboy cricket crime
        daniel dallas danielle david december default demo diamond doctor dolphin dragon eagle easter edinburgh edward
        elephant elizabeth eminem england enter everton family fender ferrari firefox flower football forest forever france
        freedom friday friend friends fuckme fuckyou fulham gandalf george ginger glasgow google gordon grant grants guitar
        hammer hannah happy harley harry heaven hello hockey holiday hunter iceman iloveyou internet ireland jackson jacob
        james january jasmine jason jennifer jessica jesus john jonathan jordan joseph joshua july june junior justin killer
        kitten laptop lauren leeds letmein leicester linux liverpool login london lovely lover lovers loveme maggie
        manchester march marina mark martin master matrix matthew maverick melissa mercedes merlin michael michelle microsoft
        midnight mobile monday money monkey monster morgan mother mustang nathan naughty newcastle nicholas nicole nintendo
        november october office officer oliver online opcc orange pass passcode passme passphrase password passwords patrick
        peanut pepper pepsi phoenix player please pokemon police porsche prince princess private purple qazwsx qwer qwert
        qwerty rachel rainbow rangers rebecca richard robert rocket ronaldo samantha samsung sarah saturday scarface school
        scooter scotland secret secure security september server shadow sheffield silver simple snoopy soccer sophie
        southampton spiderman spring spurs starwars steven summer sunday sunderland sunshine super superman system taylor
        teacher temp tennis test tester testing thanks thomas thunder thursday tigger tiger together tottenham trustno
        tuesday united user vanessa victoria villa wales warrior wednesday welcome whatever william windows winner
        winston winter wolves yamaha yankees yellow
        """
    );

    private static readonly string[] Rows =
    [
        "abcdefghijklmnopqrstuvwxyz",
        "01234567890",
        "qwertyuiop",
        "asdfghjkl",
        "zxcvbnm",
        "qazwsxedcrfvtgbyhnujm",
    ];

    private static readonly char[] Figures = [.. "0123456789\n"];

    private static readonly Dictionary<char, char> LookAlikes = new()
    {
        ['0'] = 'o',
        ['1'] = 'i',
        ['3'] = 'e',
        ['4'] = 'a',
        ['5'] = 's',
        ['7'] = 't',
        ['@'] = 'a',
        ['$'] = 's',
        ['!'] = 'i',
    };

    public async Task<IdentityResult> ValidateAsync(
        UserManager<SignIn> manager,
        SignIn user,
        string? password
    )
    {
        var name = await db
            .People.Where(person => person.Id == user.Id)
            .Select(person => person.Name)
            .SingleOrDefaultAsync();
        return IsGuessable(
            password ?? "",
            [name, user.UserName, configuration["GrantHub:Office:Name"], "granthub"]
        )
            ? IdentityResult.Failed(
                new IdentityError
                {
                    Code = Code,
                    Description =
                        "The password is easy to guess: without common words, names, years and rows of keys too little of it is left. Three random words are easy to remember.",
                }
            )
            : IdentityResult.Success;
    }

    /// <param name="names">Whose words do not count either; null for one that is not known.</param>
    internal static bool IsGuessable(string password, IEnumerable<string?> names)
    {
        var words = names
            .SelectMany(name => Words(Plain(name ?? "", separator: ' ')))
            .Where(word => word.Length >= ShortestName)
            .Concat(Common)
            .OrderByDescending(word => word.Length)
            .ToList();
        // As it is typed, and with the figures and signs that people put for letters read as these.
        return Left(Plain(password), words) < FewestLeft
            || Left(
                Plain(new string([.. password.Select(c => LookAlikes.GetValueOrDefault(c, c))])),
                words
            ) < FewestLeft;
    }

    /// <summary>How many letters and figures are left.</summary>
    private static int Left(string text, List<string> words)
    {
        text = Once(text);
        foreach (var word in words)
            text = text.Replace(word, "\n", StringComparison.Ordinal);
        text = WithoutRuns(text);
        // A year or a birthday beside a word adds little.
        return Year().Replace(text, "").Trim(Figures).Count(char.IsLetterOrDigit);
    }

    /// <summary>"harbourharbour" is one harbour.</summary>
    private static string Once(string text)
    {
        for (var length = 1; length <= text.Length / 2; length++)
            if (
                text.Length % length == 0
                && text == string.Concat(Enumerable.Repeat(text[..length], text.Length / length))
            )
                return text[..length];
        return text;
    }

    /// <summary>Takes out what goes along a row, either way, or stays on one key.</summary>
    private static string WithoutRuns(string text)
    {
        var left = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; )
        {
            var length = RunAt(text, at);
            if (length >= ShortestRun)
                at += length;
            else
                left.Append(text[at++]);
        }
        return left.ToString();
    }

    private static int RunAt(string text, int at)
    {
        var same = 1;
        while (at + same < text.Length && text[at + same] == text[at])
            same++;
        return Rows.SelectMany(row => new[] { row, new string([.. row.Reverse()]) })
            .Select(row => Along(text, at, row))
            .Append(same)
            .Max();
    }

    private static int Along(string text, int at, string row)
    {
        var from = row.IndexOf(text[at], StringComparison.Ordinal);
        if (from < 0)
            return 0;
        var length = 1;
        while (
            at + length < text.Length
            && from + length < row.Length
            && text[at + length] == row[from + length]
        )
            length++;
        return length;
    }

    private static string Plain(string text, char? separator = null) =>
        string.Concat(
            text.ToLowerInvariant()
                .Select(c => char.IsLetterOrDigit(c) ? c.ToString() : separator?.ToString() ?? "")
        );

    [GeneratedRegex(@"(19|20)\d\d")]
    private static partial Regex Year();

    private static string[] Words(string text) =>
        text.Split(
            (char[]?)null,
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
}
