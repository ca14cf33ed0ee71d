using GrantHub.Application;
using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using GrantHub.Web.Features.Decisions;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Grants;

/// <summary>The payments of a grant: planned, requested, authorised, paid, cancelled, recovered.</summary>
[Route("grants/{reference}")]
public sealed class PaymentsController(IMediator mediator, ICurrentUser user, TimeProvider clock)
    : GrantFormController(mediator, user)
{
    private const string Section = "payments";

    [HttpGet("payments.csv")]
    public async Task<IActionResult> Csv(string reference)
    {
        var grant = (await Ask(new ReadGrant(reference))).Grant;
        return new CsvResult(
            $"{grant.Slug}-payments.csv",
            [
                "payment",
                "financial_year",
                "amount",
                "due_on",
                "state",
                "requested_by",
                "authorised_by",
                "paid_on",
                "reference",
                "reason",
            ],
            grant
                .Instalments.Select(i =>
                    (object?[])
                        [
                            i.Number,
                            i.Year.ToString(),
                            i.Amount,
                            i.DueOn,
                            GrantWords.State(i.State).ToLowerInvariant(),
                            i.RequestedByName,
                            i.AuthorisedByName,
                            i.PaidOn,
                            i.PaidReference,
                            i.CancelReason,
                        ]
                )
                .Concat(
                    grant.Recoveries.Select(r =>
                        (object?[])
                            [
                                r.InstalmentNumber,
                                r.Year.ToString(),
                                -r.Amount,
                                null,
                                "recovered",
                                null,
                                null,
                                r.On,
                                r.Reference,
                                r.Reason,
                            ]
                    )
                )
                .ToAsyncEnumerable()
        );
    }

    [HttpGet("payments/plan")]
    public async Task<IActionResult> Plan(string reference, string? year)
    {
        var form = new PlanForm();
        var grant = await ReadAsync(reference, form, Permission.ManageGrants);
        form.Seen = grant.LastInstalment;
        form.Year = year;
        if (FinancialYear.TryParse(year, out var chosen) && grant.Years.Any(y => y.Year == chosen))
            form.Amount = Unplanned(grant, chosen).ForField();
        return View("Plan", form);
    }

    [HttpPost("payments/plan")]
    public Task<IActionResult> Plan(string reference, PlanForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return SendAsync(
            "Plan",
            reference,
            form,
            Permission.ManageGrants,
            form.ToRequest(reference),
            "The payments have been planned.",
            Section,
            FieldOf
        );
    }

    [HttpGet("payments/add")]
    public async Task<IActionResult> Add(string reference, string? year)
    {
        var form = new PaymentForm { Year = year };
        form.Seen = (await ReadAsync(reference, form, Permission.ManageGrants)).LastInstalment;
        return View("Payment", form);
    }

    [HttpPost("payments/add")]
    public Task<IActionResult> Add(string reference, PaymentForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return SendAsync(
            "Payment",
            reference,
            form,
            Permission.ManageGrants,
            form.ToPlan(reference),
            "The payment has been planned.",
            Section,
            FieldOf
        );
    }

    [HttpGet("payments/{number:int}/change")]
    public async Task<IActionResult> Change(string reference, int number)
    {
        var form = new PaymentForm { Number = number };
        var grant = await ReadAsync(reference, form, Permission.ManageGrants);
        var planned = InState(grant, number, [InstalmentState.Planned]);
        form.SeenTerms = Shown.Of(Shown.Payment(planned.Amount, planned.DueOn));
        form.Amount = planned.Amount.ForField();
        form.DueOn = planned.DueOn;
        return View("Payment", form);
    }

    [HttpPost("payments/{number:int}/change")]
    public Task<IActionResult> Change(string reference, int number, PaymentForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        form.Number = number;
        return SendAsync(
            "Payment",
            reference,
            form,
            Permission.ManageGrants,
            form.ToChange(reference, number),
            $"Payment {number} has been changed.",
            Section,
            FieldOf
        );
    }

    [HttpGet("payments/recover")]
    public async Task<IActionResult> Recover(string reference, int? payment)
    {
        var form = new RecoverForm();
        var grant = await ReadAsync(reference, form, Permission.RecordPayments);
        if (grant.Instalments.FirstOrDefault(i => i.Number == payment) is { } paid)
            (form.Number, form.Year) = (paid.Number, paid.Year.ToString());
        return View("Recover", form);
    }

    [HttpPost("payments/recover")]
    public Task<IActionResult> Recover(string reference, RecoverForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return SendAsync(
            "Recover",
            reference,
            form,
            Permission.RecordPayments,
            form.ToRequest(reference),
            "The money that came back has been recorded.",
            Section,
            code =>
                code switch
                {
                    "recovery.amount" or "recovery.over-paid" or "recovery.over-payment" => nameof(
                        form.Amount
                    ),
                    "recovery.year" => nameof(form.Number),
                    "recovery.future" => nameof(form.On),
                    "recovery.reference" => nameof(form.BackReference),
                    "recovery.reason" => nameof(form.Reason),
                    _ => null,
                }
        );
    }

    [HttpGet("payments/{number:int}/{step:alpha}")]
    public async Task<IActionResult> Step(string reference, int number, string step)
    {
        var form = await StepFormAsync(reference, number, step, new PaymentStepForm());
        if (form.Step == PaymentStep.Pay)
            form.On = clock.LondonToday();
        return View("PaymentStep", form);
    }

    [HttpPost("payments/{number:int}/{step:alpha}")]
    public async Task<IActionResult> Step(
        string reference,
        int number,
        string step,
        PaymentStepForm form
    )
    {
        ArgumentNullException.ThrowIfNull(form);
        await StepFormAsync(reference, number, step, form);
        if (form.Step != PaymentStep.Pay)
            ModelState.Remove(nameof(form.On));
        return await SendAsync(
            "PaymentStep",
            reference,
            form,
            form.Step.NeededBy(Person),
            form.Step.Key switch
            {
                "request" => new RequestPayment(reference, number),
                "authorise" => new AuthorisePayment(reference, number),
                "pay" => new RecordPayment(reference, number, form.On, form.PaidReference ?? ""),
                "cancel" => new CancelPayment(reference, number, form.Reason ?? ""),
                _ => (IRequest<Unit>)new RemovePayment(reference, number),
            },
            $"Payment {number} has been {form.Step.Done}.",
            Section,
            code =>
                code switch
                {
                    "payment.future" or "payment.before-authorised" => nameof(form.On),
                    "payment.reference" or "payment.reference-twice" => nameof(form.PaidReference),
                    "payment.cancel-reason" => nameof(form.Reason),
                    _ => null,
                }
        );
    }

    private async Task<PaymentStepForm> StepFormAsync(
        string reference,
        int number,
        string step,
        PaymentStepForm form
    )
    {
        form.Step =
            PaymentStep.All.FirstOrDefault(s => s.Key == step)
            ?? throw new NotFoundException("There is no such page.");
        form.Number = number;
        InState(
            await ReadAsync(reference, form, form.Step.NeededBy(Person)),
            number,
            form.Step.From
        );
        return form;
    }

    /// <summary>The payment, unless somebody has moved it on or removed it.</summary>
    private static Instalment InState(
        Grant grant,
        int number,
        IReadOnlyList<InstalmentState> states
    )
    {
        var instalment =
            grant.Instalments.FirstOrDefault(i => i.Number == number)
            ?? throw new NotFoundException(
                $"{grant.Reference} has no payment {number}. It may have been removed."
            );
        return states.Contains(instalment.State)
            ? instalment
            : throw DomainException.Conflict(
                "payment.state",
                instalment.State == InstalmentState.Planned
                    ? $"Payment {number} is planned and has not been requested yet."
                    : $"Payment {number}: {GrantWords.Steps(instalment)[^1]}."
            );
    }

    /// <summary>What is confirmed or planned for a year and not in its payments.</summary>
    private static Money Unplanned(Grant grant, FinancialYear year)
    {
        var figures = grant.FiguresOf(year);
        var left =
            figures.Planned
            - figures.Offset
            - Money.Sum(
                grant
                    .Instalments.Where(i => i.Year == year && i.State != InstalmentState.Cancelled)
                    .Select(i => i.Amount)
            );
        return left > Money.Zero ? left : Money.Zero;
    }

    private static string? FieldOf(string code) =>
        code switch
        {
            "instalment.amount" or "instalment.too-small" or "payment.terminated" => nameof(
                PlanForm.Amount
            ),
            "instalment.settled" or "instalment.discontinued" or "grant.year" => nameof(
                PlanForm.Year
            ),
            _ => null,
        };
}
