using GrantHub.Application.Decisions;
using GrantHub.Domain.Audit;
using GrantHub.Domain.Decisions;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Decisions;

/// <summary>What happened to a record, newest first.</summary>
public sealed class HistoryController(IMediator mediator) : FeatureController(mediator)
{
    [HttpGet("decisions/{address}/history")]
    public async Task<IActionResult> Show(string address, string? from) =>
        View("History", new HistoryPage(await Ask(new ReadDecisionHistory(address, from))));
}

public sealed class HistoryPage(DecisionHistory history)
{
    public DecisionRecord Record => history.Record;
    public TemplateDefinition Template => history.Template;
    public IReadOnlyList<AuditEntry> Entries => history.Entries.Items;
    public string Address => $"/decisions/{Record.Address()}";
    public string? PreviousHref => At(history.Entries.Previous);
    public string? NextHref => At(history.Entries.Next);

    /// <summary>What the entry says, in a plain sentence.</summary>
    public string Sentence(AuditEntry entry) => HistoryWords.Sentence(entry.What, Template);

    /// <summary>The signature that the entry is about; null for any other.</summary>
    public Signature? SignatureOf(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return HistoryWords.IsSignature(entry.What)
            ? Record.Signatures.FirstOrDefault(s => s.Hash == entry.After)
            : null;
    }

    private string? At(string? from) => from is null ? null : $"{Address}/history?from={from}";
}
