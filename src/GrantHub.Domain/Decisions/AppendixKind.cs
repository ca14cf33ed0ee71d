namespace GrantHub.Domain.Decisions;

/// <summary>The kinds of file a decision record takes as an appendix.</summary>
public enum AppendixKind
{
    Pdf,
    Word,
    Excel,
    Image,
    Text,
}
