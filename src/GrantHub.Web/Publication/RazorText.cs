using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace GrantHub.Web.Publication;

/// <summary>Renders a view where there is no request: for a file.</summary>
internal sealed class RazorText(
    IRazorViewEngine views,
    ITempDataProvider tempData,
    IServiceProvider services
)
{
    /// <param name="path">From the root, such as /Features/Decisions/NoticePaper.cshtml.</param>
    /// <exception cref="InvalidOperationException">There is no such view.</exception>
    public async Task<string> RenderAsync<T>(string path, T model)
    {
        var view = views.GetView(null, path, isMainPage: true).EnsureSuccessful(null).View!;
        var context = new ActionContext(
            new DefaultHttpContext { RequestServices = services },
            new RouteData(),
            new ActionDescriptor()
        );
        await using var text = new StringWriter(CultureInfo.GetCultureInfo("en-GB"));
        await view.RenderAsync(
            new ViewContext(
                context,
                view,
                new ViewDataDictionary<T>(
                    new EmptyModelMetadataProvider(),
                    new ModelStateDictionary()
                )
                {
                    Model = model,
                },
                new TempDataDictionary(context.HttpContext, tempData),
                text,
                new HtmlHelperOptions()
            )
        );
        return text.ToString();
    }
}
