using GrantHub.Application.Files;

namespace GrantHub.UnitTests.Files;

public class AppendixNameTests
{
    [Theory]
    [InlineData("Business plan 2014-17.pdf", "Business plan 2014-17.pdf")]
    [InlineData(@"C:\Users\lead\Desktop\plan.pdf", "plan.pdf")]
    [InlineData("../../etc/passwd.txt", "passwd.txt")]
    [InlineData("report.v2.final.docx", "report.v2.final.docx")]
    [InlineData("cafe\u0301.pdf", "café.pdf")]
    [InlineData("a\0b\r\nc\u001B.pdf", "abc.pdf")]
    [InlineData("annex\u202Efdp.exe", "annexfdp.exe")]
    [InlineData("zero\u200Bwidth\uFEFF.pdf", "zerowidth.pdf")]
    [InlineData("a\u00A0  b .pdf", "a b.pdf")]
    [InlineData("what? \"this\" <that>|*.pdf", "what- -this- -that---.pdf")]
    [InlineData(".pdf", "appendix.pdf")]
    [InlineData("...", "appendix")]
    [InlineData("plan.pdf. . ", "plan.pdf")]
    [InlineData("folder/", "appendix")]
    [InlineData("", "appendix")]
    [InlineData(null, "appendix")]
    public void Clean_AnyName_IsSafeToShow(string? given, string shown) =>
        Assert.Equal(shown, AppendixName.Clean(given));

    // Not an attribute's argument: attributes are stored in UTF-8, which has no half pairs.
    [Fact]
    public void Clean_HalfASurrogatePair_IsLeftOut() =>
        Assert.Equal("half.pdf", AppendixName.Clean("half\uD83D.pdf"));

    [Fact]
    public void Clean_LongName_IsCutWithItsExtensionKept()
    {
        var name = AppendixName.Clean(new string('x', 400) + ".docx");

        Assert.Equal(new string('x', 145) + ".docx", name);
    }

    [Fact]
    public void Clean_LongName_IsNotCutWithinACharacter()
    {
        var name = AppendixName.Clean(new string('x', 144) + "😀😀.docx");

        Assert.Equal(new string('x', 144) + ".docx", name);
    }
}
