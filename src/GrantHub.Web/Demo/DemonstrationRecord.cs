using GrantHub.Application.Decisions;
using GrantHub.Application.Files;
using GrantHub.Application.Funding;
using GrantHub.Application.Publication;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Funding;
using GrantHub.Domain.Publication;

namespace GrantHub.Web.Demo;

/// <summary>One decision record of the story, from its raising on.</summary>
/// <param name="lead">Who raises and leads it.</param>
internal sealed class DemonstrationRecord(DemonstrationStory story, string lead)
{
    private DateOnly day;
    private TimeOnly time;

    /// <summary>Known once its step has been told.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The following steps happen on that day, from that time on, ten minutes apart.</summary>
    public DemonstrationRecord On(DateOnly date, int hour, int minute = 0)
    {
        (day, time) = (date, new TimeOnly(hour, minute));
        return this;
    }

    public DemonstrationRecord Ago(int workingDays, int hour, int minute = 0) =>
        On(story.WorkingDaysAgo(workingDays), hour, minute);

    public DemonstrationRecord Raise(string template, string title) =>
        Step(
            lead,
            async teller =>
                Address = await teller.Ask(new RaiseDecision(Guid.NewGuid(), template, title))
        );

    public DemonstrationRecord RaiseLater(DemonstrationRecord earlier, RelationKind kind) =>
        Step(
            lead,
            async teller =>
                Address = await teller.Ask(
                    new RaiseLaterDecision(earlier.Address, kind, Guid.NewGuid())
                )
        );

    public DemonstrationRecord Fill(
        params IEnumerable<(string Task, SectionEntry Entry)> sections
    ) =>
        Step(
            lead,
            async teller =>
            {
                var page = await teller.Ask(new ReadDecision(Address));
                foreach (var (task, entry) in sections)
                    await teller.Ask(
                        new EditDecision(
                            Address,
                            task,
                            SectionDigest.Of(page.Template, page.Record.Content, task),
                            entry
                        )
                    );
            }
        );

    /// <summary>Proposes a grant that is paid from the streams named, which must give what the maximum is.</summary>
    public DemonstrationRecord FundFrom(
        FundingProposal proposal,
        params (string Stream, Money Amount)[] shares
    ) =>
        Step(
            lead,
            async teller =>
            {
                var streams = await teller.Ask(new ListStreams());
                var page = await teller.Ask(new ReadDecision(Address));
                await teller.Ask(
                    new EditDecision(
                        Address,
                        "funding",
                        SectionDigest.Of(page.Template, page.Record.Content, "funding"),
                        new FundingEntry(
                            true,
                            proposal with
                            {
                                Streams =
                                [
                                    .. shares.Select(share => new StreamShare(
                                        streams.Single(s => s.Name == share.Stream).Id,
                                        share.Stream,
                                        share.Amount
                                    )),
                                ],
                            }
                        )
                    )
                );
            }
        );

    /// <param name="file">The name of a file that is part of the program (Demo/Files).</param>
    public DemonstrationRecord Attach(string file, string name) =>
        Step(
            lead,
            async teller =>
            {
                await using var content =
                    typeof(DemonstrationRecord).Assembly.GetManifestResourceStream(file)
                    ?? throw new FileNotFoundException(
                        "The program lacks a file of its own.",
                        file
                    );
                var stored = await teller
                    .Services.GetRequiredService<IAppendixStore>()
                    .SaveAsync(content, name, teller.CancellationToken);
                await teller.Ask(new AttachAppendix(Address, name, stored));
            }
        );

    public DemonstrationRecord Submit() =>
        Step(lead, async teller => Address = await teller.Ask(new SubmitDecision(Address)));

    public DemonstrationRecord Sign(string by, params (string Heading, string Text)[] comments) =>
        Step(by, teller => teller.Ask(new SignDecision(Address, Agreed(comments))));

    public DemonstrationRecord Return(string by, string reason) =>
        Step(by, teller => teller.Ask(new ReturnDecision(Address, reason)));

    public DemonstrationRecord Decide(string by, Outcome outcome, string? note = null) =>
        Step(by, teller => teller.Ask(new DecideDecision(Address, outcome, note, Agreed())));

    public DemonstrationRecord Withdraw(string reason) =>
        Step(lead, teller => teller.Ask(new WithdrawDecision(Address, reason)));

    public DemonstrationRecord Publish(string by) =>
        Step(by, teller => teller.Ask(new PublishDecision(Address)));

    public DemonstrationRecord PublishLater(string by, DateOnly day) =>
        Step(by, teller => teller.Ask(new PublishLater(Address, day)));

    /// <param name="part">A key of <see cref="NoticeParts"/>.</param>
    public DemonstrationRecord KeepBack(string by, string part, string ground, string reasoning) =>
        Step(by, teller => teller.Ask(new ExemptPart(Address, part, true, ground, reasoning)));

    public DemonstrationRecord Correct(string by, string part, string text, string note) =>
        Step(
            by,
            async teller =>
            {
                await teller.Ask(new CorrectWording(Address, part, text));
                await teller.Ask(new CorrectPublication(Address, note));
            }
        );

    public DemonstrationRecord Withhold(string by, string reason) =>
        Step(by, teller => teller.Ask(new WithholdDecision(Address, reason)));

    private DemonstrationRecord Step(string by, Func<Teller, Task> step)
    {
        story.At(day, time, by, step);
        time = time.AddMinutes(10);
        return this;
    }

    private static Signing Agreed(params (string Heading, string Text)[] comments) =>
        new(
            true,
            [.. comments.Select(comment => new Comment(comment.Heading, comment.Text))],
            Interests.None
        );
}
