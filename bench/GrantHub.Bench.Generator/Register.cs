using System.Globalization;
using GrantHub.Application;
using GrantHub.Application.Decisions;
using GrantHub.Application.Publication;
using GrantHub.Domain;
using GrantHub.Domain.Audit;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Funding;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using GrantHub.Domain.Publication;

namespace GrantHub.Bench.Generator;

/// <summary>What the office has written down so far: references given out, the audit chain, rows for the database.</summary>
internal sealed class Register(Tables tables, AuditHead head)
{
    private readonly Dictionary<(string Kind, int Year), ReferenceCounter> counters = [];
    private readonly Dictionary<string, Organisation> organisations = [];
    private readonly SortedDictionary<string, List<long>> tokens = new(StringComparer.Ordinal);

    private readonly Dictionary<(long Stream, FinancialYear Year), StreamTotal> totals = [];

    private readonly List<RegisterToken> published = [];

    public AuditHead Head { get; } = head;

    /// <summary>Where the audit chain ends now.</summary>
    public AuditPoint Point => new(Head.Number, Head.Hash);

    public IEnumerable<RegisterToken> Published =>
        published
            .OrderBy(token => token.Token, StringComparer.Ordinal)
            .ThenBy(token => token.DecidedOn)
            .ThenBy(token => token.DecisionId);

    public IEnumerable<StreamTotal> Totals => totals.Values;

    public IEnumerable<ReferenceCounter> Counters => counters.Values;

    public IEnumerable<DecisionToken> Tokens =>
        tokens.SelectMany(entry =>
            entry
                .Value.Order()
                .Select(id => new DecisionToken { Token = entry.Key, DecisionId = id })
        );

    public string NextReference(string kind, DateTime at)
    {
        var key = (kind, at.LondonDate().Year);
        if (!counters.TryGetValue(key, out var counter))
            counters[key] = counter = new ReferenceCounter { Kind = kind, Year = key.Year };
        counter.Last++;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{kind}-{key.Year}-{counter.Last:0000}"
        );
    }

    /// <summary>Carries what just happened to a root into the audit chain.</summary>
    public void Audit(AggregateRoot root, Actor by, DateTime at)
    {
        foreach (var happening in root.Happenings)
        {
            var entry = new AuditEntry(
                ++Head.Number,
                Head.Hash,
                at,
                by.PersonId,
                by.Name,
                root.SubjectKind,
                root.Id,
                happening
            );
            Head.Hash = entry.Hash;
            tables.Add(entry);
        }
        root.ForgetHappenings();
    }

    public Organisation Recipient(string name, Actor by, DateTime at)
    {
        var key = Organisation.KeyOf(name);
        if (organisations.TryGetValue(key, out var known))
            return known;
        var slug = string.Join(
            '-',
            new string([.. key.Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')]).Split(
                ' ',
                StringSplitOptions.RemoveEmptyEntries
            )
        );
        var organisation = Organisation.Add(name, slug);
        organisation.SetKey(nameof(Organisation.Id), tables.NextKey<Organisation>());
        organisations[key] = organisation;
        File(organisation);
        Audit(organisation, by, at);
        return organisation;
    }

    public void File(AggregateRoot root)
    {
        root.StampVersion();
        tables.Add(root);
    }

    /// <summary>Files a record that changes no more, with its seals, signatures, versions and search tokens.</summary>
    /// <param name="grant">That the record made or changed.</param>
    public void File(DecisionRecord record, Grant? grant)
    {
        File((AggregateRoot)record);
        foreach (var seal in record.Seals)
        {
            seal.SetKey(nameof(Seal.Id), tables.NextKey<Seal>());
            seal.SetKey(nameof(Seal.DecisionId), record.Id);
            tables.Add(seal);
        }
        foreach (var signature in record.Signatures)
        {
            signature.SetKey(nameof(Signature.DecisionId), record.Id);
            tables.Add(signature);
        }
        foreach (var version in record.Versions)
        {
            version.SetKey(nameof(PublishedVersion.Id), tables.NextKey<PublishedVersion>());
            version.SetKey(nameof(PublishedVersion.DecisionId), record.Id);
            tables.Add(version);
            var entry = new RegisterEntry(record.Id, record.Slug!);
            entry.Show(version, NoticeDocument.FromJson(version.Document));
            entry.ShowGrant(grant?.DecisionId == record.Id ? grant.Id : null, true);
            tables.Add(entry);
            foreach (var token in SearchText.Tokens(entry.Reference, entry.Title, entry.Recipient))
                published.Add(
                    new RegisterToken
                    {
                        Token = token,
                        DecidedOn = entry.DecidedOn,
                        DecisionId = record.Id,
                    }
                );
        }
        foreach (var token in SearchText.Tokens(record.Reference, record.Title, record.Recipient))
        {
            if (!tokens.TryGetValue(token, out var ids))
                tokens[token] = ids = [];
            ids.Add(record.Id);
        }
    }

    public void File(Grant grant)
    {
        File((AggregateRoot)grant);
        foreach (var year in grant.Years)
        {
            year.SetKey(nameof(GrantYear.Id), tables.NextKey<GrantYear>());
            year.SetKey(nameof(GrantYear.GrantId), grant.Id);
            tables.Add(year);
        }
        foreach (var share in grant.Streams)
        {
            share.SetKey(nameof(GrantStream.Id), tables.NextKey<GrantStream>());
            share.SetKey(nameof(GrantStream.GrantId), grant.Id);
            tables.Add(share);
        }
        foreach (var share in grant.Shares)
        {
            share.SetKey(nameof(GrantShare.Id), tables.NextKey<GrantShare>());
            share.SetKey(nameof(GrantShare.GrantId), grant.Id);
            tables.Add(share);
            if (!totals.TryGetValue((share.StreamId, share.Year), out var total))
                totals[(share.StreamId, share.Year)] = total = new StreamTotal(
                    share.StreamId,
                    share.Year
                );
            total.Add(share.Confirmed, share.Indicative);
        }
        foreach (var change in grant.Changes)
        {
            change.SetKey(nameof(GrantChange.Id), tables.NextKey<GrantChange>());
            change.SetKey(nameof(GrantChange.GrantId), grant.Id);
            tables.Add(change);
        }
    }

    public void Begin(Signature signature) =>
        signature.SetKey(nameof(Signature.Id), tables.NextKey<Signature>());

    public DecisionRecord Begin(DecisionRecord record)
    {
        record.SetKey(nameof(DecisionRecord.Id), tables.NextKey<DecisionRecord>());
        return record;
    }

    public Grant Begin(Grant grant)
    {
        grant.SetKey(nameof(Grant.Id), tables.NextKey<Grant>());
        return grant;
    }

    public FundingStream Open(string name, bool ringFenced, DateTime at)
    {
        var stream = FundingStream.Add(name, name.ToLowerInvariant().Replace(' ', '-'), ringFenced);
        stream.SetKey(nameof(FundingStream.Id), tables.NextKey<FundingStream>());
        File(stream);
        Audit(stream, Actor.Operator, at);
        return stream;
    }

    public void Employ(Person person, DateTime at)
    {
        File(person);
        Audit(person, Actor.Operator, at);
    }
}
