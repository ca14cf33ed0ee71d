using GrantHub.Application;
using GrantHub.Application.Decisions;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using GrantHub.Web.Features.Errors;
using GrantHub.Web.Hosting;
using GrantHub.Web.Publication;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Decisions;

/// <summary>Officers sign, the decision maker decides, and either returns.</summary>
[Route("decisions/{address}")]
public sealed class SignOffController(IMediator mediator, ICurrentUser user, NoticePrinter notices)
    : FeatureController(mediator)
{
    private const string Form = nameof(SignOffPage.Form);

    [HttpGet("sign")]
    public async Task<IActionResult> Sign(string address)
    {
        var decision = await Ask(new ReadDecision(address));
        return decision.WhyNotSign is null && AwaitsDecision(decision)
            ? Redirect(Href(address, "decide"))
            : Show("Sign", decision, new SigningForm(), Permission.SignDecisions);
    }

    [HttpPost("sign")]
    public Task<IActionResult> Sign(string address, [Bind(Prefix = Form)] SigningForm form) =>
        SendAsync(
            "Sign",
            address,
            form,
            Permission.SignDecisions,
            _ => new SignDecision(address, form.ToSigning(), form.Seal)
        );

    [HttpGet("decide")]
    public async Task<IActionResult> Decide(string address)
    {
        var decision = await Ask(new ReadDecision(address));
        return decision.WhyNotSign is null && !AwaitsDecision(decision)
            ? Redirect(Href(address, "sign"))
            : Show("Decide", decision, new SigningForm(), Permission.DecideDecisions);
    }

    [HttpPost("decide")]
    public Task<IActionResult> Decide(string address, [Bind(Prefix = Form)] SigningForm form) =>
        SendAsync(
            "Decide",
            address,
            form,
            Permission.DecideDecisions,
            outcome => new DecideDecision(address, outcome, form.Note, form.ToSigning(), form.Seal)
        );

    /// <summary>What the person has just done, and whose turn it is.</summary>
    [HttpGet("signed")]
    public async Task<IActionResult> Signed(string address)
    {
        var decision = await Ask(new ReadDecision(address));
        var me = user.Must().PersonId;
        return decision.Record.Signatures.LastOrDefault(s => s.PersonId == me) is { } signature
            ? View("Signed", new SignedPage(decision, signature))
            : Redirect(Href(address));
    }

    [HttpGet("return")]
    public async Task<IActionResult> Return(string address) =>
        ShowReturn(await Ask(new ReadDecision(address)), new ReturnForm());

    [HttpPost("return")]
    public async Task<IActionResult> Return(string address, ReturnForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        try
        {
            var decision = await Ask(new ReadDecision(address));
            return await Try(
                new ReturnDecision(address, form.Reason ?? "", form.Seal),
                _ => ShowReturned(decision),
                () => Task.FromResult<IActionResult>(ShowReturn(decision, form)),
                refusal => refusal.Code == "return.reason" ? nameof(form.Reason) : ""
            );
        }
        catch (Exception refusal) when (Conflict(refusal, form.Reason) is { } conflict)
        {
            return conflict;
        }
    }

    [HttpGet("returned")]
    [PageNeeds(Permission.ReadDecisions)]
    public IActionResult Returned(string address) =>
        TempData["returned"] is string sentence
            ? View("Returned", sentence)
            : Redirect(Href(address));

    // Who returned a draft may not be allowed to read it any more, so the page gets its sentence from here.
    private RedirectResult ShowReturned(DecisionPage decision)
    {
        TempData["returned"] =
            $"{decision.Record.Label}, \"{decision.Record.Title}\", is a draft again. {decision.Record.RaisedByName} sees your reason, can change the record and submit it again. The signatures of this round are void and stay in the history.";
        return Redirect(Href(decision.Record.Address(), "returned"));
    }

    private async Task<IActionResult> SendAsync<T>(
        string view,
        string address,
        SigningForm form,
        Permission needed,
        Func<Outcome, IRequest<T>> request
    )
    {
        user.Demand(needed);
        try
        {
            var decision = await Ask(new ReadDecision(address));
            // Where it is not the person's turn, the refusal says so, and faults of the form no longer matter.
            if (decision.WhyNotSign is null)
                Check(decision, form);
            else
                ModelState.Clear();
            return await Try(
                request(form.Outcome ?? default),
                _ =>
                {
                    if (needed == Permission.DecideDecisions)
                        notices.Print(address);
                    return Redirect(Href(address, "signed"));
                },
                async () =>
                    Show(
                        view,
                        await Ask(new ReadDecision(address)),
                        form.Unticked(ModelState, Form),
                        needed
                    ),
                refusal => FieldOf(refusal, form)
            );
        }
        catch (Exception refusal) when (Conflict(refusal, form.Typed()) is { } conflict)
        {
            return conflict;
        }
    }

    /// <summary>Every fault of the form at once; the domain checks again.</summary>
    private void Check(DecisionPage decision, SigningForm form)
    {
        var role = decision.Record.AwaitingRole!.Value;
        var page = SignOffPage.For(decision, form, user.Must(), null);
        for (var i = 0; i < page.Prompts.Count; i++)
            if (page.Prompts[i].Why is { } why && string.IsNullOrWhiteSpace(form.Comments[i].Text))
                Fault($"{nameof(form.Comments)}[{i}].{nameof(CommentField.Text)}", why);
        if (role == decision.Template.DecisionMaker)
        {
            if (form.Outcome is not { } outcome || decision.Template.Find(outcome) is null)
                Fault(nameof(form.Outcome), "Choose what you decide.");
            else if (outcome == Outcome.NotApproved && string.IsNullOrWhiteSpace(form.Note))
                Fault(nameof(form.Note), "Say why the record is not approved.");
        }
        form.Check(ModelState, Form);
    }

    private void Fault(string property, string sentence) =>
        ModelState.TryAddModelError($"{Form}.{property}", sentence);

    private static string FieldOf(DomainException refusal, SigningForm form) =>
        refusal.Code switch
        {
            "sign.agree" => $"{Form}.{nameof(form.Agreed)}",
            "decide.outcome" => $"{Form}.{nameof(form.Outcome)}",
            "decide.reason" => $"{Form}.{nameof(form.Note)}",
            _ => "",
        };

    private ViewResult Show(string view, DecisionPage decision, SigningForm form, Permission needed)
    {
        var refusal = user.WhyNot(needed);
        var page = SignOffPage.For(decision, form, user.Must(), refusal);
        if (refusal is not null)
            Response.StatusCode = StatusCodes.Status403Forbidden;
        else if (page.Refusal is not null && !decision.Record.IsSealed)
            Response.StatusCode = StatusCodes.Status409Conflict;
        return View(view, page);
    }

    private ViewResult ShowReturn(DecisionPage decision, ReturnForm form)
    {
        var maySign = user.May(Permission.SignDecisions) || user.May(Permission.DecideDecisions);
        if (!maySign)
            Response.StatusCode = StatusCodes.Status403Forbidden;
        else if (!decision.Record.IsSealed)
            Response.StatusCode = StatusCodes.Status409Conflict;
        return View(
            "Return",
            new ReturnPage(
                decision,
                maySign
                    ? decision.WhyNotSign
                    : "Only the officer or the decision maker whose turn it is can return a record.",
                form.Reason,
                form.Seal ?? decision.Record.SealHash
            )
        );
    }

    /// <summary>Somebody acted first: says who, and gives back what was typed.</summary>
    private static RefusalResult? Conflict(Exception refusal, string? typed) =>
        refusal is DomainException { IsConflict: true } or ForbiddenException
            ? new RefusalResult(
                refusal is ForbiddenException
                    ? StatusCodes.Status403Forbidden
                    : StatusCodes.Status409Conflict,
                refusal.Message,
                string.IsNullOrWhiteSpace(typed) ? null : $"What you had typed:\n{typed}"
            )
            : null;

    // Written here, because generated addresses are in lower case and references are not.
    private static string Href(string address, string page = "") =>
        $"/decisions/{Uri.EscapeDataString(address)}/{page}".TrimEnd('/');

    private static bool AwaitsDecision(DecisionPage decision) =>
        decision.Record.AwaitingRole == decision.Template.DecisionMaker;
}

/// <param name="Refusal">Why there is no form, as a sentence; null where there is one.</param>
/// <param name="Seal">The hash of the seal that the page showed first.</param>
public sealed record ReturnPage(
    DecisionPage Decision,
    string? Refusal,
    string? Reason,
    string? Seal
);
