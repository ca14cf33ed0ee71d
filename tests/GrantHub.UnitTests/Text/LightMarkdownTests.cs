using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using GrantHub.Infrastructure.Text;

namespace GrantHub.UnitTests.Text;

public class LightMarkdownTests
{
    private static readonly string[] Elements =
    [
        "p",
        "br",
        "strong",
        "em",
        "ul",
        "ol",
        "li",
        "h4",
        "h5",
        "h6",
        "a",
    ];

    private static readonly string[] Attributes = ["href", "rel", "start", "title", "type"];

    [Theory]
    [InlineData("", "")]
    [InlineData(" \n", "")]
    [InlineData("One\n\nTwo", "<p>One</p>\n<p>Two</p>\n")]
    [InlineData("Line\nnext", "<p>Line<br />\nnext</p>\n")]
    [InlineData("**bold** and *italic*", "<p><strong>bold</strong> and <em>italic</em></p>\n")]
    [InlineData("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n")]
    [InlineData("1.\ta\n2.\tb", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n")]
    [InlineData(
        "# One\n## Two\n### Three\n#### Four",
        "<h4>One</h4>\n<h5>Two</h5>\n<h6>Three</h6>\n<h6>Four</h6>\n"
    )]
    [InlineData("\tindented by Word", "<p>indented by Word</p>\n")]
    [InlineData("> 5% of `x`", "<p>&gt; 5% of `x`</p>\n")]
    [InlineData("Total\n-----", "<p>Total<br />\n-----</p>\n")]
    [InlineData("- - -", "<p>- - -</p>\n")]
    [InlineData("- a\n\n- - -", "<ul>\n<li>a</li>\n</ul>\n<p>- - -</p>\n")]
    [InlineData("£5 < £10 & more", "<p>£5 &lt; £10 &amp; more</p>\n")]
    public void ToHtml_WhatRecordsUse_IsShown(string text, string html) =>
        Assert.Equal(html, LightMarkdown.ToHtml(text));

    [Theory]
    [InlineData("[Act](https://www.legislation.gov.uk/)", "https://www.legislation.gov.uk/")]
    [InlineData("<http://example.org/>", "http://example.org/")]
    [InlineData("see https://example.org/a?b=1", "https://example.org/a?b=1")]
    [InlineData("[write](mailto:pcc@example.org)", "mailto:pcc@example.org")]
    [InlineData("<pcc@example.org>", "mailto:pcc@example.org")]
    public void ToHtml_Link_CarriesRel(string text, string address)
    {
        var link = Assert.Single(Parse(text).Descendants("a"));

        Assert.Equal(address, link.Attribute("href")?.Value);
        Assert.Equal("noopener noreferrer nofollow", link.Attribute("rel")?.Value);
    }

    [Theory]
    [InlineData("[click](javascript:alert(1))", "<p>click</p>\n")]
    [InlineData("[click](JaVaScRiPt:alert(1))", "<p>click</p>\n")]
    [InlineData("[click](data:text/html;base64,PHNjcmlwdD4=)", "<p>click</p>\n")]
    [InlineData("[click](/admin/users)", "<p>click</p>\n")]
    [InlineData("[click](//example.org)", "<p>click</p>\n")]
    [InlineData("[**click**][1]\n\n[1]: vbscript:x", "<p><strong>click</strong></p>\n")]
    [InlineData("<javascript:alert(1)>", "<p>javascript:alert(1)</p>\n")]
    [InlineData("ftp://example.org/x", "<p>ftp://example.org/x</p>\n")]
    [InlineData("![plan](https://example.org/x.png)", "<p>plan</p>\n")]
    [InlineData("![a ![b](http://x.test/b)](http://x.test/a)", "<p>a b</p>\n")]
    [InlineData("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n")]
    [InlineData("a <b onclick=x>b</b>", "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>\n")]
    public void ToHtml_WhatCouldHarm_IsPlainText(string text, string html) =>
        Assert.Equal(html, LightMarkdown.ToHtml(text));

    [Fact]
    public void ToHtml_LinkWithHostileTitle_StaysInItsAttribute()
    {
        var link = Assert.Single(
            Parse("""[x](https://example.org/ "\" onmouseover=\"alert(1)")""").Descendants("a")
        );

        Assert.Equal("\" onmouseover=\"alert(1)", link.Attribute("title")?.Value);
        Assert.Null(link.Attribute("onmouseover"));
    }

    [Theory]
    [InlineData("- ")]
    [InlineData("[")]
    [InlineData("*")]
    [InlineData("![")]
    [InlineData("**a")]
    [InlineData("[a](")]
    public void ToHtml_NestedWithoutEnd_IsStillShown(string piece) =>
        AssertSafe(Parse(string.Concat(Enumerable.Repeat(piece, 5_000)) + "end"));

    [Fact]
    public void ToHtml_AnyText_HoldsOnlyWhatIsAllowed() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<int>().Generator.ListOf().Select(Text).ToArbitrary(),
                text => AssertSafe(Parse(text))
            )
            .QuickCheckThrowOnFailure();

    private static void AssertSafe(XElement html)
    {
        foreach (var element in html.Descendants())
        {
            Assert.Contains(element.Name.LocalName, Elements);
            Assert.All(element.Attributes(), a => Assert.Contains(a.Name.LocalName, Attributes));
            Assert.Matches("^(https?:|mailto:|$)", element.Attribute("href")?.Value ?? "");
        }
    }

    private static XElement Parse(string text) =>
        XElement.Parse($"<div>{LightMarkdown.ToHtml(text)}</div>");

    private static string Text(List<int> numbers)
    {
        string[] pieces =
        [
            "a",
            " ",
            "\n",
            "\n\n",
            "- ",
            "1. ",
            "# ",
            "**",
            "*",
            "_",
            "[",
            "](",
            ")",
            "!",
            "<",
            ">",
            "\"",
            "'",
            "&",
            "&lt;",
            "`",
            "```\n",
            "    ",
            "javascript:",
            "https://e.test/",
            "<script>",
            "<a href=",
            "onclick=",
            "\\",
            ": ",
            "|",
        ];
        return string.Concat(numbers.Select(n => pieces[(int)((uint)n % (uint)pieces.Length)]));
    }
}
