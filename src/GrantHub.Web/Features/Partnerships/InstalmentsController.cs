using GrantHub.Application;
using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Partnerships;

/// <summary>The instalments of contributions, their invoices, and the grants that pay them.</summary>
[PageNeeds(Permission.ManagePartnerships)]
[Route("partnerships/{slug}/contributions/{year}")]
public sealed class InstalmentsController(IMediator mediator) : FeatureController(mediator)
{
    [HttpGet("{line:int}/plan")]
    public async Task<IActionResult> Plan(string slug, string year, int line) =>
        View("PlanInstalments", await OfLineAsync(slug, year, line, new PlanInstalmentsForm()));

    [HttpPost("{line:int}/plan")]
    public async Task<IActionResult> Plan(
        string slug,
        string year,
        int line,
        PlanInstalmentsForm form
    )
    {
        ArgumentNullException.ThrowIfNull(form);
        await OfLineAsync(slug, year, line, form);
        return await SendAsync(
            "PlanInstalments",
            form,
            new PlanInstalments(
                slug,
                form.Row.Year,
                line,
                form.FirstDue,
                PlanInstalmentsForm.NumberOf(form.Count),
                PlanInstalmentsForm.NumberOf(form.EveryMonths)
            ),
            "The instalments have been planned.",
            code => code is "instalment.count" or "instalment.too-small" ? nameof(form.Count) : null
        );
    }

    [HttpGet("{line:int}/add")]
    public async Task<IActionResult> Add(string slug, string year, int line) =>
        View("Instalment", await OfLineAsync(slug, year, line, new InstalmentForm()));

    [HttpPost("{line:int}/add")]
    public async Task<IActionResult> Add(string slug, string year, int line, InstalmentForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        await OfLineAsync(slug, year, line, form);
        return await SendAsync(
            "Instalment",
            form,
            new AddInstalment(slug, form.Row.Year, line, form.DueOn, form.Read()),
            "The instalment has been added.",
            AmountField
        );
    }

    [HttpGet("instalments/{number:int}/change")]
    public async Task<IActionResult> Change(string slug, string year, int number)
    {
        var form = new InstalmentForm();
        var instalment = await OfInstalmentAsync(slug, year, number, form);
        (form.Seen, form.Number, form.DueOn, form.Amount) = (
            Shown.Of(Shown.Payment(instalment.Amount, instalment.DueOn)),
            number,
            instalment.DueOn,
            BudgetWords.Amount(instalment.Amount)
        );
        return View("Instalment", form);
    }

    [HttpPost("instalments/{number:int}/change")]
    public async Task<IActionResult> Change(
        string slug,
        string year,
        int number,
        InstalmentForm form
    )
    {
        ArgumentNullException.ThrowIfNull(form);
        await OfInstalmentAsync(slug, year, number, form);
        form.Number = number;
        return await SendAsync(
            "Instalment",
            form,
            new ChangeInstalment(
                slug,
                form.Row.Year,
                number,
                form.Seen ?? "",
                form.DueOn,
                form.Read()
            ),
            "The instalment has been changed.",
            AmountField
        );
    }

    [HttpGet("instalments/{number:int}/remove")]
    public async Task<IActionResult> Remove(string slug, string year, int number) =>
        await ShowRemoveAsync(slug, year, number);

    [HttpPost("instalments/{number:int}/remove")]
    public async Task<IActionResult> RemoveConfirmed(string slug, string year, int number)
    {
        var at = BudgetAddress.YearOf(year);
        return await Try(
            new RemoveInstalment(slug, at, number),
            _ =>
                Told(
                    $"/partnerships/{slug}/contributions?year={at}",
                    "The instalment has been removed."
                ),
            () => ShowRemoveAsync(slug, year, number)
        );
    }

    [HttpGet("instalments/{number:int}/invoice")]
    public async Task<IActionResult> Invoice(string slug, string year, int number)
    {
        var form = new InvoiceForm();
        form.Instalment = await OfInstalmentAsync(slug, year, number, form);
        return View("RecordInvoice", form);
    }

    [HttpPost("instalments/{number:int}/invoice")]
    public async Task<IActionResult> Invoice(string slug, string year, int number, InvoiceForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        form.Instalment = await OfInstalmentAsync(slug, year, number, form);
        return await SendAsync(
            "RecordInvoice",
            form,
            new RecordInvoice(slug, form.Row.Year, number, form.On, form.Reference ?? ""),
            $"The invoice to {form.Row.Partner} has been recorded.",
            code =>
                code switch
                {
                    "invoice.future" => nameof(form.On),
                    "invoice.reference" => nameof(form.Reference),
                    _ => null,
                }
        );
    }

    [HttpGet("instalments/{number:int}/cancel-invoice")]
    public async Task<IActionResult> CancelInvoice(string slug, string year, int number)
    {
        var form = new CancelInvoiceForm();
        form.Instalment = await OfInstalmentAsync(slug, year, number, form);
        return View("CancelInvoice", form);
    }

    [HttpPost("instalments/{number:int}/cancel-invoice")]
    public async Task<IActionResult> CancelInvoice(
        string slug,
        string year,
        int number,
        CancelInvoiceForm form
    )
    {
        ArgumentNullException.ThrowIfNull(form);
        form.Instalment = await OfInstalmentAsync(slug, year, number, form);
        return await SendAsync(
            "CancelInvoice",
            form,
            new CancelInvoice(slug, form.Row.Year, number, form.Reason ?? ""),
            "The invoice has been taken back.",
            code => code == "invoice.cancel-reason" ? nameof(form.Reason) : null
        );
    }

    [HttpGet("{line:int}/grant")]
    public async Task<IActionResult> Grant(string slug, string year, int line)
    {
        var form = await OfLineAsync(slug, year, line, new LinkGrantForm());
        form.Reference = form.Row.Grant?.Reference;
        form.Seen = Shown.Of(LinkContribution.Words(form.Reference));
        return View("LinkGrant", form);
    }

    [HttpPost("{line:int}/grant")]
    public async Task<IActionResult> Grant(string slug, string year, int line, LinkGrantForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        await OfLineAsync(slug, year, line, form);
        return await SendAsync(
            "LinkGrant",
            form,
            new LinkContribution(slug, form.Row.Year, line, form.Seen ?? "", form.Reference),
            "The grant of the contribution has been saved.",
            code => code == "contribution.grant" ? nameof(form.Reference) : null
        );
    }

    private async Task<T> OfLineAsync<T>(string slug, string year, int line, T form)
        where T : ContributionForm
    {
        form.Page = await Ask(new ReadContributions(slug, BudgetAddress.YearOf(year)));
        form.Row =
            form.Page.Rows.FirstOrDefault(row => row.LineNumber == line && !row.InKind)
            ?? throw new NotFoundException(
                "There is no such contribution in cash. Look for it among the contributions."
            );
        return form;
    }

    private async Task<ContributionInstalment> OfInstalmentAsync(
        string slug,
        string year,
        int number,
        ContributionForm form
    )
    {
        form.Page = await Ask(new ReadContributions(slug, BudgetAddress.YearOf(year)));
        var instalment =
            form.Page.Budget!.Instalments.FirstOrDefault(i => i.Number == number)
            ?? throw new NotFoundException(
                "There is no such instalment. Somebody may have removed it."
            );
        form.Row = form.Page.Rows.Single(row => row.LineNumber == instalment.LineNumber);
        return instalment;
    }

    private async Task<IActionResult> ShowRemoveAsync(string slug, string year, int number)
    {
        var form = new InstalmentForm();
        var instalment = await OfInstalmentAsync(slug, year, number, form);
        return View(
            "Confirm",
            new ConfirmPage(
                $"Remove the instalment of {instalment.Amount} from {form.Row.Partner}",
                [
                    $"It was due on {DisplayFormat.Date(instalment.DueOn)}.",
                    "What is agreed for the year stays as it is. The history keeps the instalment.",
                ],
                "Remove the instalment",
                form.BackHref,
                "Back to the contributions"
            )
        );
    }

    private Task<IActionResult> SendAsync<T>(
        string view,
        ContributionForm form,
        IRequest<T> request,
        string done,
        Func<string, string?> field
    ) =>
        Try(
            request,
            _ => Told(form.BackHref, done),
            () => Task.FromResult<IActionResult>(View(view, form)),
            refused => field(refused.Code) ?? ""
        );

    private RedirectResult Told(string href, string sentence)
    {
        Say(sentence);
        return Redirect(href);
    }

    private static string? AmountField(string code) =>
        code is "instalment.amount" or "instalment.sum" ? nameof(InstalmentForm.Amount) : null;
}
