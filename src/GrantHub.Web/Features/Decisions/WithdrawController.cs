using GrantHub.Application;
using GrantHub.Application.Decisions;
using GrantHub.Domain;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace GrantHub.Web.Features.Decisions;

public sealed class WithdrawForm
{
    public string? Reason { get; set; }

    [BindNever, ValidateNever]
    public DecisionPage Page { get; set; } = null!;
}

/// <summary>Withdrawing a record before it is decided.</summary>
public sealed class WithdrawController(IMediator mediator, ICurrentUser user)
    : FeatureController(mediator)
{
    [HttpGet("decisions/{address}/withdraw")]
    public async Task<IActionResult> Show(string address) =>
        View("Withdraw", new WithdrawForm { Page = await OpenAsync(address) });

    [HttpPost("decisions/{address}/withdraw")]
    public async Task<IActionResult> Withdraw(string address, WithdrawForm form)
    {
        form.Page = await OpenAsync(address);
        return await Try(
            new WithdrawDecision(address, form.Reason ?? ""),
            _ => Redirect($"/decisions/{address}"),
            () => Task.FromResult<IActionResult>(View("Withdraw", form)),
            _ => nameof(form.Reason)
        );
    }

    private async Task<DecisionPage> OpenAsync(string address)
    {
        var page = await Ask(new ReadDecision(address));
        var record = page.Record;
        if (record.Outcome is not null || record.WithdrawnAt is not null)
            throw DomainException.Conflict("decision.closed", page.WhyNotEdit!);
        return RecordView.For(page, user).MayWithdraw
            ? page
            : throw new ForbiddenException(
                $"Only {record.RaisedByName}, who raised the record, and its lead officer can withdraw it."
            );
    }
}
