using System.Text;
using FsCheck;
using FsCheck.Fluent;
using GrantHub.Domain;

namespace GrantHub.UnitTests.Text;

public class PastedTextTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("one\r\ntwo\rthree\u000Bfour\u2028five", "one\ntwo\nthree\nfour\nfive")]
    [InlineData("\u00A316,683\u00A0in total", "£16,683 in total")]
    [InlineData("e\u0301galite\u0301", "égalité")]
    [InlineData("e\u200B\u0301", "é")]
    [InlineData("bell\u0007 nul\0 escape\u001B[0m", "bell nul escape[0m")]
    [InlineData("paid \u202Eot\u202C whom", "paid ot whom")]
    [InlineData("co\u001Eopt, co\u001Foperate", "co-opt, cooperate")]
    [InlineData("\uFEFFstart", "start")]
    [InlineData("line  \t\nnext \n\n \n", "line\nnext")]
    [InlineData("a\tb", "a\tb")]
    public void Normalise_TextFromWord_IsPlain(string? pasted, string expected) =>
        Assert.Equal(expected, PastedText.Normalise(pasted));

    // Not an attribute's argument: attributes are stored in UTF-8, which has no half pairs.
    [Fact]
    public void Normalise_HalfASurrogatePair_IsLeftOut() =>
        Assert.Equal("half  pair", PastedText.Normalise("half \uD83D pair"));

    [Fact]
    public void Normalise_QuotesAndDashes_AreKept()
    {
        const string Typographic = "“Children’s” board – ‘the SLSCB’ — 2017‑18…";

        Assert.Equal(Typographic.Replace('‑', '-'), PastedText.Normalise(Typographic));
    }

    [Theory]
    [InlineData("•\tFirst", "- First")]
    [InlineData("· \tnot Word's", "· \tnot Word's")]
    [InlineData("·\tFirst", "- First")]
    [InlineData("\uF0B7\tFirst", "- First")]
    [InlineData("  • First", "- First")]
    [InlineData("o\tSecond level", "  - Second level")]
    [InlineData("§\tThird level", "    - Third level")]
    [InlineData("o clock", "o clock")]
    [InlineData("§ 9 of the Act", "§ 9 of the Act")]
    [InlineData("1.\tFirst", "1.\tFirst")]
    [InlineData("\u0387\tFirst", "- First")]
    public void Normalise_WordBullets_BecomeMarkdownLists(string pasted, string expected) =>
        Assert.Equal(expected, PastedText.Normalise(pasted));

    [Fact]
    public void Normalise_AnyText_IsIdempotentAndClean() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<int>().Generator.ListOf().Select(Text).ToArbitrary(),
                text =>
                {
                    var once = PastedText.Normalise(text);
                    return once == PastedText.Normalise(once)
                        && once.IsNormalized(NormalizationForm.FormC)
                        && !once.Any(c => char.IsControl(c) && c is not ('\n' or '\t'))
                        && once.Split('\n').All(line => line == line.TrimEnd());
                }
            )
            .QuickCheckThrowOnFailure();

    // Ordinary strings seldom hold what the function is about.
    private static string Text(List<int> numbers)
    {
        const string Telling =
            "ae1. \t\r\n\u000B\0\u0007\u001E\u001F\u0085\u00A0\u00AD\u00B7\u0301\u0327\u0387\u1FEF\u2000\u200B\u2011\u2028\u202E\u212B"
            + "•●◦▪o§-*“’\uD83D\uDE00\uF0A7\uF0B7\uFB01\uFDD0\uFEFF\uFFFD\uFFFE\uFFFF";
        return string.Concat(numbers.Select(n => Telling[(int)((uint)n % (uint)Telling.Length)]));
    }
}
