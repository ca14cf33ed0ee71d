namespace GrantHub.IntegrationTests.Shell;

public class ContentTagHelperTests(ShellHost host) : IClassFixture<ShellHost>
{
    [Theory]
    // gh-tag, gh-back-link, gh-sub-nav
    [InlineData("<strong class=\"govuk-tag govuk-tag--yellow\">Waiting for the CFO</strong>")]
    [InlineData("<a class=\"govuk-back-link\" href=\"/decisions\">Back to decision records</a>")]
    [InlineData("<nav class=\"moj-sub-navigation\" aria-label=\"Decision record D-2017-0001\">")]
    [InlineData(
        "<a aria-current=\"page\" class=\"moj-sub-navigation__link\" href=\"/patterns/content\">Record</a>"
    )]
    [InlineData("<a class=\"moj-sub-navigation__link\" href=\"/patterns/history\">History</a>")]
    // gh-task-list
    [InlineData(
        "class=\"govuk-link govuk-task-list__link\" href=\"/a\">Title and &lt;&amp; more&gt;</a>"
    )]
    [InlineData("<strong class=\"govuk-tag govuk-tag--blue\">Incomplete</strong>")]
    [InlineData(
        "<li class=\"govuk-task-list__item\"><div class=\"govuk-task-list__name-and-hint\"><div>Check answers and submit</div></div><div class=\"govuk-task-list__status govuk-task-list__status--cannot-start-yet\""
    )]
    // gh-summary-card, gh-summary-list, gh-summary-row, gh-action
    [InlineData(
        "<h2 class=\"govuk-summary-card__title\">Funding &lt;&amp; more&gt;</h2><ul class=\"govuk-summary-card__actions\"><li class=\"govuk-summary-card__action\"><a class=\"govuk-link\" href=\"/edit\">Change all<span class=\"govuk-visually-hidden\"> Funding &lt;&amp; more&gt;</span></a></li></ul>"
    )]
    [InlineData(
        "<dt class=\"govuk-summary-list__key\">Recipient</dt><dd class=\"govuk-summary-list__value\">Stockton Safeguarding Children Board</dd><dd class=\"govuk-summary-list__actions\"><a class=\"govuk-link\" href=\"/recipient\">Change<span class=\"govuk-visually-hidden\"> recipient</span></a></dd>"
    )]
    [InlineData(
        "<div class=\"govuk-summary-list__row govuk-summary-list__row--no-actions\"><dt class=\"govuk-summary-list__key\">Ceiling</dt>"
    )]
    [InlineData(
        "href=\"/add\">Add<span class=\"govuk-visually-hidden\"> appendices</span></a></li>"
    )]
    [InlineData(
        "href=\"/remove\">Remove<span class=\"govuk-visually-hidden\"> business plan</span></a></li>"
    )]
    // gh-warning, gh-inset, gh-details, gh-panel, gh-notification-banner
    [InlineData("<span class=\"govuk-visually-hidden\">Warning </span>Signing is final.")]
    [InlineData("<div class=\"govuk-inset-text\">I confirm that")]
    [InlineData(
        "<details class=\"govuk-details\"><summary class=\"govuk-details__summary\"><span class=\"govuk-details__summary-text\">What the tick means</span></summary>"
    )]
    [InlineData(
        "<h1 class=\"govuk-panel__title\">Signed</h1><div class=\"govuk-panel__body\">Reference<strong>D-2017-0001</strong></div>"
    )]
    [InlineData(
        "<div class=\"govuk-notification-banner govuk-notification-banner--success\" role=\"alert\""
    )]
    // gh-table, gh-sortable-th
    [InlineData(
        "<th class=\"gh-sortable\" scope=\"col\" aria-sort=\"ascending\"><a class=\"gh-sort\" href=\"?sort=-year\">Financial year<span aria-hidden=\"true\" class=\"gh-sort__mark gh-sort__mark--ascending\"></span></a></th>"
    )]
    [InlineData(
        "<th class=\"gh-numeric\" scope=\"col\" aria-sort=\"none\"><a class=\"gh-sort\" href=\"?sort=amount\">Planned (£)</a></th>"
    )]
    [InlineData(
        "<a class=\"govuk-link\" href=\"/schedule.csv\">Download as CSV<span class=\"govuk-visually-hidden\">: Schedule by financial year</span></a>"
    )]
    [InlineData(
        "<h2 class=\"govuk-heading-m\">Payments</h2><p class=\"govuk-body\">There are no payments yet. They appear here once the agreement is signed.</p>"
    )]
    // gh-filter, gh-filter-tag
    [InlineData(
        "<details class=\"moj-filter gh-filter\" open><summary class=\"moj-filter__header\">Filter</summary>"
    )]
    [InlineData(
        "<a class=\"moj-filter__tag\" href=\"/patterns/content?state=none\"><span class=\"govuk-visually-hidden\">Remove this filter: </span>Draft &lt;&amp; more&gt;</a>"
    )]
    [InlineData("<form action=\"/patterns/content\" method=\"get\">")]
    // gh-timeline, gh-event
    [InlineData(
        "<h3 class=\"moj-timeline__title\">Signed</h3><p class=\"moj-timeline__byline\"> by Sam Hill, chief finance officer</p>"
    )]
    [InlineData("<time datetime=\"2017-05-19T13:05:00Z\">19 May 2017 at 2:05pm</time>")]
    // gh-pagination
    [InlineData("<nav class=\"govuk-pagination\" aria-label=\"Decision records\">")]
    [InlineData(
        "href=\"?after=b\" rel=\"next\"><span class=\"govuk-pagination__link-title\">Next<span class=\"govuk-visually-hidden\"> page</span></span>"
    )]
    public async Task Page_HasThePattern(string html) =>
        Assert.Contains(Html.Compact(html), await Page());

    [Fact]
    public async Task Page_NamesEveryReferenceItMakes()
    {
        var page = await Page();
        foreach (
            var attribute in new[]
            {
                "aria-labelledby=\"",
                "aria-describedby=\"",
                "aria-controls=\"",
            }
        )
        {
            var ids = page.Split(attribute)
                .Skip(1)
                .SelectMany(part => part[..part.IndexOf('"', StringComparison.Ordinal)].Split(' '));
            Assert.All(ids, id => Assert.Contains($"id=\"{id}\"", page));
        }
    }

    [Fact]
    public async Task Page_HasNothingInlineThatThePolicyForbids()
    {
        var page = await host.Client().GetStringAsync("/patterns/content");
        Assert.DoesNotContain(" style=", page);
        Assert.DoesNotContain("<style", page);
        Assert.DoesNotContain(" onclick=", page);
        Assert.Equal(
            page.Split("<script").Length,
            page.Split("<script src=\"").Length
                + page.Split("<script type=\"module\" src=\"").Length
                - 1
        );
    }

    private async Task<string> Page() =>
        Html.Compact(await host.Client("Sam Hill").GetStringAsync("/patterns/content"));
}
