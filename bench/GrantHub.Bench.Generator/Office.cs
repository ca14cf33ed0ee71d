using System.Globalization;
using GrantHub.Application.Decisions;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Funding;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using GrantHub.Domain.Publication;

namespace GrantHub.Bench.Generator;

/// <summary>How a record's life goes.</summary>
internal enum Fate
{
    Decided,
    Abandoned,
    Withdrawn,
    Imported,
    WaitsForFinanceOfficer,
    WaitsForCommissioner,
}

/// <param name="Address">Last part of the record's address.</param>
/// <param name="Seal">The hash that a signature names.</param>
internal sealed record Waiting(string Address, string Seal);

/// <summary>
/// Nine years of an office, told in the order of the clock: each record's life is a sequence of steps with a pause after
/// each, and whoever's pause ends first goes on. So references, keys and the audit chain come as in a real office.
/// </summary>
internal sealed class Office
{
    private static readonly TimeSpan History = TimeSpan.FromDays(9 * 365);
    private static readonly TimeSpan Queue = TimeSpan.FromDays(10);

    private readonly Order order;
    private readonly Random random;
    private readonly Words words;
    private readonly Staff staff;
    private readonly Register register;
    private readonly List<FundingStream> streams = [];
    private readonly List<string> recipients;
    private readonly TemplateDefinition form;
    private readonly TemplateDefinition report;
    private readonly TemplateDefinition log;

    // Decided records that commit no money, which a later record can change without touching a grant.
    private readonly Queue<DecisionRecord> changeable = new();

    private DateTime now;
    private int imported;

    public Office(Order order, Random random, Words words, Staff staff, Register register)
    {
        (this.order, this.random, this.words) = (order, random, words);
        (this.staff, this.register) = (staff, register);
        now = order.Until - History;
        foreach (var person in staff.People)
            register.Employ(person, now);
        foreach (
            var name in new[]
            {
                "Community Safety Fund",
                "Victims Services Grant",
                "Youth Endowment",
                "Proceeds of Crime",
                "Road Safety Levy",
                "Commissioner's Reserve",
            }
        )
            streams.Add(register.Open(name, words.Chance(0.5), now));
        recipients = [.. Enumerable.Range(0, 400).Select(_ => words.OrganisationName()).Distinct()];
        form = BuiltInTemplates.All.Single(t => t.Key == "pcc-decision-record");
        report = BuiltInTemplates.All.Single(t => t.Key == "cabinet-report");
        log = BuiltInTemplates.All.Single(t => t.Key == TemplateDefinition.ImportedKey);
    }

    public List<Waiting> ForFinanceOfficer { get; } = [];
    public List<Waiting> ForCommissioner { get; } = [];

    /// <summary>Addresses of decided records with a grant, to be read.</summary>
    public List<string> Approved { get; } = [];

    /// <summary>Lives every record's life; <paramref name="pause"/> runs now and then so that rows can be written.</summary>
    public async Task LiveAsync(Func<Task> pause)
    {
        var next = new PriorityQueue<IEnumerator<TimeSpan>, (DateTime At, int Turn)>();
        var starts = Fates().ToList();
        for (var i = 0; i < starts.Count; i++)
            next.Enqueue(Life(starts[i].Fate).GetEnumerator(), (starts[i].At, i));
        var steps = 0;
        while (next.TryDequeue(out var life, out var turn))
        {
            if (turn.At >= order.Until)
            {
                // The enumerator's end files the record as it stands.
                life.Dispose();
                continue;
            }
            now = turn.At;
            if (life.MoveNext())
                next.Enqueue(life, (now + life.Current, turn.Turn));
            if (++steps % 10_000 == 0)
                await pause();
        }
    }

    private IEnumerable<(DateTime At, Fate Fate)> Fates()
    {
        var ordinary = order.Records - 2 * order.Waiting;
        for (var i = 0; i < ordinary; i++)
        {
            var fate = random.NextDouble() switch
            {
                < 0.04 => Fate.Abandoned,
                < 0.07 => Fate.Withdrawn,
                _ => Fate.Decided,
            };
            var at = now + History * random.NextDouble();
            // The first two years came from a log kept before GrantHub.
            yield return at < order.Until - History + TimeSpan.FromDays(2 * 365)
                ? (at, Fate.Imported)
                : (at, fate);
        }
        for (var i = 0; i < 2 * order.Waiting; i++)
            yield return (
                order.Until - Queue * (1 + random.NextDouble()),
                i % 2 == 0 ? Fate.WaitsForFinanceOfficer : Fate.WaitsForCommissioner
            );
    }

    private IEnumerable<TimeSpan> Life(Fate fate)
    {
        if (fate == Fate.Imported)
        {
            Import();
            yield break;
        }
        var queued = fate is Fate.WaitsForFinanceOfficer or Fate.WaitsForCommissioner;
        var lead = staff.LeadOfficer(words);
        var template = !queued && words.Chance(0.08) ? report : form;
        var record = Raise(lead, template, queued);
        Grant? grant = null;
        try
        {
            foreach (var task in Tasks(template, record.Content.Relation is not null))
            {
                yield return Hours(queued ? 0.1 : 8);
                if (fate == Fate.Abandoned && words.Chance(0.2))
                    yield break;
                record.Edit(
                    lead,
                    template,
                    task,
                    Fill(template, record.Content, task, queued),
                    now
                );
                register.Audit(record, lead, now);
            }
            yield return Hours(queued ? 1 : 40);
            for (var round = 1; record.IsDraft; round++)
            {
                Submit(record, template, lead);
                yield return Hours(queued ? 2 : 60);
                if (fate == Fate.Withdrawn)
                {
                    record.Withdraw(lead, words.Sentence(), now);
                    register.Audit(record, lead, now);
                    yield break;
                }
                while (record.AwaitingRole is { } role && role != template.DecisionMaker)
                {
                    if (fate == Fate.WaitsForFinanceOfficer)
                    {
                        ForFinanceOfficer.Add(new Waiting(record.Slug!, record.SealHash!));
                        yield break;
                    }
                    var officer = staff.Holder(role);
                    if (!queued && round == 1 && words.Chance(0.05))
                        record.Return(officer, words.Sentence(), now);
                    else
                        register.Begin(
                            record.Sign(officer, template, Agreement(record, template, role), now)
                        );
                    register.Audit(record, officer, now);
                    yield return Hours(queued ? 2 : 50);
                }
            }
            if (fate == Fate.WaitsForCommissioner)
            {
                ForCommissioner.Add(new Waiting(record.Slug!, record.SealHash!));
                yield break;
            }
            (grant, var decided) = Decide(record, template);
            yield return Hours(48);
            if (words.Chance(0.95))
                record.Publish(lead.Name, template, decided, now);
            else
                record.Withhold(words.Sentence(), now);
            register.Audit(record, lead, now);
        }
        finally
        {
            register.File(record, grant);
            if (grant is not null)
                register.File(grant);
        }
    }

    private DecisionRecord Raise(Actor lead, TemplateDefinition template, bool queued)
    {
        var person = staff.PersonOf(lead);
        var contact = new LeadOfficer(
            person.Name,
            person.Post,
            person.Telephone,
            person.Email,
            person.Id
        );
        var key = new byte[16];
        random.NextBytes(key);
        var record = register.Begin(
            !queued
            && template == form
            && words.Chance(0.05)
            && changeable.TryDequeue(out var earlier)
                ? earlier.RaiseLater(
                    lead,
                    new Guid(key),
                    template,
                    words.OneOf(Enum.GetValues<RelationKind>()),
                    contact,
                    now
                )
                : DecisionRecord.Raise(lead, new Guid(key), template, words.Title(), contact, now)
        );
        register.Audit(record, lead, now);
        return record;
    }

    private static IEnumerable<string> Tasks(TemplateDefinition template, bool isLater) =>
        template
            .Sections.Where(section =>
                section.Kind is not (SectionKind.LeadOfficer or SectionKind.Appendices)
            )
            // A record that changes one without money commits none itself.
            .Where(section => !(isLater && section.Kind == SectionKind.Funding))
            .SelectMany(section =>
                section.Kind == SectionKind.Implications
                    ? template.Implications.Select(heading => $"implications/{heading.Key}")
                    : [section.Key]
            );

    private DecisionContent Fill(
        TemplateDefinition template,
        DecisionContent content,
        string task,
        bool funds
    )
    {
        if (task.StartsWith("implications/", StringComparison.Ordinal))
            return content.With(Implication(task["implications/".Length..], content));
        var section = template.Section(task)!;
        switch (section.Kind)
        {
            case SectionKind.Funding:
                return funds || words.Chance(0.6)
                    ? content with
                    {
                        ProposesFunding = true,
                        Funding = Proposal(),
                    }
                    : content with
                    {
                        ProposesFunding = false,
                    };
            case SectionKind.Confidentiality:
                return words.Chance(0.93)
                    ? content with
                    {
                        Confidentiality = Confidentiality.Part1,
                    }
                    : content with
                    {
                        Confidentiality = Confidentiality.Part2,
                        ExemptGround = "Information relating to any individual",
                        ExemptReasoning = words.Paragraph(2),
                    };
            default:
                foreach (
                    var field in section.Fields!.Where(f => f.Key != TemplateDefinition.TitleKey)
                )
                    if (field.Required || words.Chance(0.6))
                        content = content.With(field.Key, words.Answer(field, now));
                return content;
        }
    }

    private ImplicationAnswer Implication(string key, DecisionContent content)
    {
        var money = key == "financial" && content.ProposesFunding == true;
        if (!money && words.Chance(0.03))
            return new ImplicationAnswer(key, false, NotConsideredReason: words.Sentence());
        var effect = money || words.Chance(key == "legal" ? 0.7 : 0.25);
        return new ImplicationAnswer(
            key,
            true,
            effect,
            effect ? words.Paragraph(random.Next(1, 4)) : "None arise from this decision."
        );
    }

    private FundingProposal Proposal()
    {
        var first = FinancialYear.Of(DateOnly.FromDateTime(now)).Next;
        var schedule = new List<ScheduleLine>();
        var year = first;
        for (var years = random.Next(1, 4); schedule.Count < years; year = year.Next)
            schedule.Add(new ScheduleLine(year, Money.Pounds(random.Next(20, 900) * 100)));
        var maximum = Money.Sum(schedule.Select(line => line.Amount));
        var given = random.Next(3);
        var offset = random.Next(streams.Count);
        var shares = given == 0 ? [] : maximum.Share(given == 1 ? [1] : [3, 2]);
        return new FundingProposal
        {
            Recipient = words.OneOf(recipients),
            PeriodStart = first.Start,
            PeriodEnd = schedule[^1].Year.End,
            Maximum = maximum,
            Schedule = schedule,
            Streams =
            [
                .. shares.Select(
                    (amount, i) =>
                    {
                        var stream = streams[(offset + i) % streams.Count];
                        return new StreamShare(stream.Id, stream.Name, amount);
                    }
                ),
            ],
            Power = words.Chance(0.7)
                ? StatutoryPower.CrimeAndDisorderReduction
                : StatutoryPower.VictimsAndOtherHelp,
            BudgetPlan = "Long Term Financial Plan",
            BudgetApprovedOn = first.Start.AddDays(-33),
        };
    }

    private void Submit(DecisionRecord record, TemplateDefinition template, Actor lead)
    {
        var reference = record.Reference ?? register.NextReference("D", now);
        record.Submit(
            lead,
            template,
            new DecisionReference(reference, reference, now.LondonDate().Year),
            now
        );
        register.Audit(record, lead, now);
    }

    private Signing Agreement(DecisionRecord record, TemplateDefinition template, Role role) =>
        new(
            true,
            [
                .. record
                    .MandatoryComments(template, role)
                    .Select(mandatory => mandatory.Heading)
                    .Distinct()
                    .Select(heading => new Comment(heading, words.Paragraph(2))),
            ],
            Interests.None
        );

    private (Grant? Grant, AuditPoint Audit) Decide(
        DecisionRecord record,
        TemplateDefinition template
    )
    {
        var decider = staff.Holder(template.DecisionMaker);
        var outcome = words.Chance(0.9) ? template.Outcomes[0] : words.OneOf(template.Outcomes);
        register.Begin(
            record.Decide(
                decider,
                template,
                outcome.Outcome,
                outcome.Outcome == Outcome.NotApproved ? words.Sentence() : null,
                new Signing(true, [], Interests.None),
                now
            )
        );
        register.Audit(record, decider, now);
        var decided = register.Point;
        if (record.Outcome != Outcome.Approved)
            return (null, decided);
        if (record.Content.Funding is not { } funding || record.Content.ProposesFunding != true)
        {
            if (template == form && record.Content.Relation is null && changeable.Count < 500)
                changeable.Enqueue(record);
            return (null, decided);
        }
        var reference = register.NextReference("G", now);
        var grant = register.Begin(
            Grant.FromDecision(
                record,
                register.Recipient(funding.Recipient, decider, now),
                reference,
                reference,
                now
            )
        );
        register.Audit(grant, decider, now);
        Approved.Add(record.Slug!);
        return (grant, decided);
    }

    private void Import()
    {
        var reference = string.Create(
            CultureInfo.InvariantCulture,
            $"PCC-{now.Year}-{++imported:00000}"
        );
        var funds = words.Chance(0.5);
        var on = now.LondonDate();
        var record = register.Begin(
            DecisionRecord.Import(
                new LoggedDecision(
                    reference,
                    words.Title(),
                    words.Paragraph(2),
                    on,
                    "Police and Crime Commissioner",
                    words.OneOf([
                        Outcome.Approved,
                        Outcome.Approved,
                        Outcome.NotApproved,
                        Outcome.Noted,
                    ]),
                    Confidentiality.Part1,
                    null,
                    funds ? words.OneOf(recipients) : null,
                    funds ? Money.Pounds(random.Next(20, 900) * 100) : null,
                    funds ? on : null,
                    funds ? on.AddYears(1) : null
                ),
                reference,
                now
            )
        );
        register.Audit(record, Actor.Operator, now);
        record.KeepFirstVersion(log, register.Point);
        register.File(record, null);
    }

    /// <summary>A pause of this many hours on average, now shorter, now longer.</summary>
    private TimeSpan Hours(double average) =>
        TimeSpan.FromMilliseconds(Math.Round(average * 7_200_000 * random.NextDouble()));
}
