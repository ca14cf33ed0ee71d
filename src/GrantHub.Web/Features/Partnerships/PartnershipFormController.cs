using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Partnerships;

/// <summary>What the forms about a partnership have in common: they end on one of the partnership's own pages.</summary>
public abstract class PartnershipFormController(IMediator mediator) : FeatureController(mediator)
{
    /// <summary>Reads the partnership that the form is about; a form that is first shown rests on what stands then.</summary>
    protected async Task<PartnershipPage> ReadAsync(string slug, PartnershipForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        form.Page = await Ask(new ReadPartnership(slug));
        if (HttpMethods.IsGet(Request.Method))
            form.Seen = form.Page.Partnership.Version;
        return form.Page;
    }

    /// <summary>Sends a form whose partnership has been read.</summary>
    /// <param name="done">What to tell on the next page.</param>
    /// <param name="to">The end of the next page's address, such as "/groups"; empty: the overview.</param>
    /// <param name="field">The field that a rule's code belongs to; null: the page as a whole.</param>
    protected Task<IActionResult> SendAsync<T>(
        string view,
        PartnershipForm form,
        IRequest<T> request,
        string done,
        string to = "",
        Func<string, string?>? field = null
    ) =>
        Try(
            request,
            _ => Told(form, done, to),
            () => Task.FromResult<IActionResult>(View(view, form)),
            refused => field?.Invoke(refused.Code) ?? ""
        );

    protected IActionResult Told(PartnershipForm form, string done, string to = "")
    {
        ArgumentNullException.ThrowIfNull(form);
        Say(done);
        return Redirect($"{form.Href}{to}");
    }
}
