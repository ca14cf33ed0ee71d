using System.Net;
using System.Text.Json;

namespace GrantHub.IntegrationTests.Shell;

public class FormTagHelperTests(ShellHost host) : IClassFixture<ShellHost>
{
    private static readonly Dictionary<string, string> Faulty = new()
    {
        ["Title"] = "",
        ["DecisionDate.Day"] = "19",
        ["DecisionDate.Month"] = "",
        ["DecisionDate.Year"] = "20<17",
        ["Considered"] = "no",
        ["Reason"] = "<b>\"later\"</b>",
        ["Streams"] = "victims",
        ["Year"] = "2018-19",
        ["Copies"] = "many",
        ["Lines[0].Amount"] = "",
        ["Password"] = "hunter2",
    };

    [Fact]
    public async Task Input_WithHint_IsLabelledAndDescribed()
    {
        var page = await Form();
        Assert.Contains(
            "<label class=\"govuk-label\" for=\"Title\">What is the title &amp; subject?</label><div class=\"govuk-hint\" id=\"Title-hint\">As it will be &lt;published&gt;</div><input aria-describedby=\"Title-hint\" autocomplete=\"off\" class=\"govuk-input govuk-!-width-two-thirds\" id=\"Title\" name=\"Title\" type=\"text\"",
            page
        );
    }

    [Fact]
    public async Task Input_WithError_SaysSoToEveryone()
    {
        var page = await Sent();
        Assert.Contains(
            "<p class=\"govuk-error-message\" id=\"Title-error\"><span class=\"govuk-visually-hidden\">Error:</span>Enter the title</p><input aria-describedby=\"Title-hint Title-error\"",
            page
        );
        Assert.Contains("govuk-input--error\" id=\"Title\"", page);
    }

    [Fact]
    public async Task Input_WithPrefixAndSuffix_HidesThemFromScreenReaders()
    {
        var page = await Form();
        Assert.Contains(
            "<div class=\"govuk-input__wrapper\"><div aria-hidden=\"true\" class=\"govuk-input__prefix\">£</div><input class=\"govuk-input govuk-input--width-10\" id=\"Amount\" inputmode=\"decimal\"",
            page
        );
        Assert.Contains(
            "<div aria-hidden=\"true\" class=\"govuk-input__suffix\">a year</div>",
            page
        );
    }

    [Fact]
    public async Task Input_ThatCannotBeRead_KeepsWhatWasTyped()
    {
        var page = await Sent();
        Assert.Contains("name=\"Copies\" spellcheck=\"false\" type=\"text\" value=\"many\"", page);
        Assert.Contains("Copies cannot be &quot;many&quot;. Check it and enter it again.", page);
        Assert.Contains("value=\"&lt;b&gt;&quot;later&quot;&lt;/b&gt;\"", page);
    }

    [Fact]
    public async Task Input_OfTypePassword_IsNeverSentBack() =>
        Assert.DoesNotContain("hunter2", await Sent());

    [Fact]
    public async Task Textarea_WithMaxLength_CountsDown()
    {
        var page = await Form();
        Assert.Contains("data-module=\"govuk-character-count\" data-maxlength=\"2000\"", page);
        Assert.Contains("aria-describedby=\"Summary-hint Summary-info\"", page);
        Assert.Contains("id=\"Summary-info\">You can enter up to 2,000 characters</div>", page);
    }

    [Fact]
    public async Task Textarea_StartingWithALineBreak_KeepsIt()
    {
        var response = await host.Client()
            .PostAsync("/patterns/form", Body(new() { ["Summary"] = "\nsecond line" }));
        var html = await response.Content.ReadAsStringAsync();
        Assert.Contains("name=\"Summary\" rows=\"4\">\n&#xA;second line</textarea>", html);
    }

    [Fact]
    public async Task DateInput_HasThreeLabelledFields()
    {
        var page = await Form();
        Assert.Contains(
            "<legend class=\"govuk-fieldset__legend govuk-fieldset__legend--s\">When was it decided?</legend>",
            page
        );
        Assert.Contains("for=\"Opened_Day\">Day</label>", page);
        Assert.Contains(
            "id=\"Opened_Day\" inputmode=\"numeric\" name=\"Opened.Day\" type=\"text\" value=\"19\"",
            page
        );
        Assert.Contains("name=\"Opened.Month\" type=\"text\" value=\"5\"", page);
        Assert.Contains("name=\"Opened.Year\" type=\"text\" value=\"2017\"", page);
    }

    [Fact]
    public async Task DateInput_WithoutAMonth_KeepsTheRestAndMarksTheMonthAlone()
    {
        var page = await Sent();
        Assert.Contains("</span>Decision date must include a month</p>", page);
        Assert.Contains("govuk-input--error\" id=\"DecisionDate_Month\"", page);
        Assert.DoesNotContain("govuk-input--error\" id=\"DecisionDate_Day\"", page);
        Assert.Contains("name=\"DecisionDate.Day\" type=\"text\" value=\"19\"", page);
        Assert.Contains("name=\"DecisionDate.Year\" type=\"text\" value=\"20&lt;17\"", page);
    }

    [Fact]
    public async Task Radios_KeepTheAnswerAndWhatItReveals()
    {
        var page = await Sent();
        Assert.Contains(
            "checked=\"checked\" class=\"govuk-radios__input\" id=\"Considered-2\" name=\"Considered\" type=\"radio\" value=\"no\"",
            page
        );
        Assert.Contains(
            "</div><div class=\"govuk-radios__conditional\"><div class=\"govuk-form-group\">",
            page
        );
        Assert.Contains("<label class=\"govuk-label\" for=\"Reason\">", page);
    }

    [Fact]
    public async Task Radios_Unanswered_HaveNothingChosen()
    {
        var page = await Form();
        Assert.DoesNotContain("checked=", page);
        Assert.Contains(
            "<fieldset aria-describedby=\"Considered-hint\" class=\"govuk-fieldset\">",
            page
        );
    }

    [Fact]
    public async Task Checkboxes_KeepEveryTick()
    {
        var page = await Sent();
        Assert.Contains(
            "checked=\"checked\" class=\"govuk-checkboxes__input\" id=\"Streams-2\" name=\"Streams\" type=\"checkbox\" value=\"victims\"",
            page
        );
        Assert.Contains("<div class=\"govuk-checkboxes__divider\">or</div>", page);
        Assert.Contains("data-behaviour=\"exclusive\" id=\"Streams-3\"", page);
    }

    [Fact]
    public async Task Checkboxes_WithOneTick_StandWithoutAFieldset()
    {
        var page = await Sent();
        Assert.Contains(
            "<input aria-describedby=\"Agreed-hint Agreed-error\" class=\"govuk-checkboxes__input\" id=\"Agreed\"",
            page
        );
    }

    [Fact]
    public async Task Select_KeepsTheAnswer() =>
        Assert.Contains(
            "<option selected=\"selected\" value=\"2018-19\">2018-19</option>",
            await Sent()
        );

    [Fact]
    public async Task FileUpload_HasNoScriptOfItsOwn()
    {
        var field = Html.Between(
            await Form(),
            "<label class=\"govuk-label\" for=\"Appendix\"",
            "type=\"file\">"
        );
        Assert.Contains("aria-describedby=\"Appendix-hint\"", field);
        Assert.DoesNotContain("data-module", field);
    }

    [Fact]
    public async Task ErrorSummary_LinksToTheFieldsInTheOrderOfTheModel()
    {
        var summary = Html.Between(await Sent(), "govuk-error-summary__list", "</ul>");
        string[] links =
        [
            "#Title",
            "#DecisionDate_Month",
            "#Summary",
            "#Amount",
            "#Appendix",
            "#Lines_0__Amount",
            "#Copies",
            "#Agreed",
        ];
        Assert.Equal(
            links,
            summary
                .Split("href=\"")
                .Skip(1)
                .Select(part => part[..part.IndexOf('"', StringComparison.Ordinal)])
        );
    }

    [Fact]
    public async Task ErrorSummary_WithoutErrors_IsNotThere() =>
        Assert.DoesNotContain("govuk-error-summary", await Form());

    [Fact]
    public async Task Title_WithErrors_StartsWithError()
    {
        Assert.Contains(
            "<title>Error: Funding proposal - Office of the Police and Crime Commissioner</title>",
            await Sent()
        );
        Assert.Contains(
            "<title>Funding proposal - Office of the Police and Crime Commissioner</title>",
            await Form()
        );
    }

    [Fact]
    public async Task Button_PreventsADoubleClick()
    {
        var page = await Form();
        Assert.Contains(
            "<button class=\"govuk-button\" data-module=\"govuk-button\" type=\"submit\" data-prevent-double-click=\"true\">Save and continue</button>",
            page
        );
        Assert.Contains(
            "<button name=\"then\" value=\"later\" class=\"govuk-button govuk-button--secondary\"",
            page
        );
        Assert.Contains(
            "<a class=\"govuk-button govuk-button--start\" data-module=\"govuk-button\" href=\"/decisions/new\" role=\"button\"",
            page
        );
    }

    [Theory]
    [InlineData("from=2017-05-19&to=2018-01-02", "2017-05-19", "2018-01-02")]
    [InlineData("from.Day=19&from.Month=may&from.Year=2017", "2017-05-19", null)]
    public async Task Date_FromAnAddress_IsBound(string query, string from, string? to)
    {
        var json = JsonDocument
            .Parse(await host.Client().GetStringAsync("/patterns/dates?" + query))
            .RootElement;
        Assert.Equal(from, json.GetProperty("from").GetString());
        Assert.Equal(to, json.GetProperty("to").GetString());
    }

    [Theory]
    [InlineData("from=19/05/2017", "from must be a date written as 2017-05-19")]
    [InlineData("from.Day=&from.Month=&from.Year=", "from must include a day, month and year")]
    [InlineData(
        "from=2017-05-19&to.Day=30&to.Month=2&to.Year=2017",
        "to must have a day from 1 to 28, the last day of February 2017"
    )]
    public async Task Date_ThatIsNone_IsRefused(string query, string sentence)
    {
        var response = await host.Client().GetAsync("/patterns/dates?" + query);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(
            [sentence],
            JsonSerializer.Deserialize<string[]>(await response.Content.ReadAsStringAsync())!
        );
    }

    [Fact]
    public async Task DateInput_FilledOrLeftEmpty_LeavesItsFormValid()
    {
        using var body = new MultipartFormDataContent();
        foreach (
            var (name, value) in new[]
            {
                ("Title", "Safeguarding"),
                ("DecisionDate.Day", "19"),
                ("DecisionDate.Month", "5"),
                ("DecisionDate.Year", "2017"),
                ("Opened.Day", ""),
                ("Opened.Month", ""),
                ("Opened.Year", ""),
                ("Summary", "Summary"),
                ("Amount", "1"),
                ("Considered", "yes"),
                ("Agreed", "true"),
            }
        )
        {
            body.Add(new StringContent(value), name);
        }
        body.Add(new ByteArrayContent([1]), "Appendix", "plan.pdf");
        var response = await host.Client().PostAsync("/patterns/form", body);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains(
            "\"decisionDate\":\"2017-05-19\"",
            await response.Content.ReadAsStringAsync()
        );
    }

    private async Task<string> Form() =>
        Html.Compact(await host.Client().GetStringAsync("/patterns/form"));

    private async Task<string> Sent()
    {
        var response = await host.Client().PostAsync("/patterns/form", Body(Faulty));
        return Html.Compact(await response.Content.ReadAsStringAsync());
    }

    private static FormUrlEncodedContent Body(Dictionary<string, string> fields) => new(fields);
}
