using GrantHub.Domain.Decisions;

namespace GrantHub.UnitTests.Decisions;

/// <summary>What people hand over when they sign.</summary>
internal static class Signings
{
    public static readonly Signing Plain = new(true, [], Interests.None);
    public static readonly Signing Financial = With(
        ("financial", "Affordable within the Long Term Financial Plan.")
    );
    public static readonly Signing Legal = With(("legal", "The power is there."));

    /// <summary>Comments on whatever an officer could be asked to comment on.</summary>
    public static readonly Signing Everything = With([
        .. Templates
            .Pcc.Implications.Concat(Templates.Cabinet.Implications)
            .Select(heading => heading.Key)
            .Distinct()
            .Select(key => (key, "Considered.")),
    ]);

    public static Signing With(params (string Heading, string Text)[] comments) =>
        new(true, [.. comments.Select(c => new Comment(c.Heading, c.Text))], Interests.None);
}
