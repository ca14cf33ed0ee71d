using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.Razor;

namespace GrantHub.Web.Hosting;

/// <summary>
/// Finds a controller's views in its own folder: <c>GrantHub.Web.Features.Decisions.SigningController</c>
/// looks in <c>/Features/Decisions</c>, then in <c>/Features/Shared</c>.
/// </summary>
internal sealed class FeatureFolders : IControllerModelConvention, IViewLocationExpander
{
    private const string Marker = ".Features.";
    private const string Key = "feature";

    public void Apply(ControllerModel controller)
    {
        var name = controller.ControllerType.Namespace + ".";
        var at = name.IndexOf(Marker, StringComparison.Ordinal);
        if (at >= 0)
        {
            controller.Properties[Key] = name[(at + Marker.Length)..]
                .TrimEnd('.')
                .Replace('.', '/');
        }
    }

    public void PopulateValues(ViewLocationExpanderContext context)
    {
        if (context.ActionContext.ActionDescriptor.Properties.TryGetValue(Key, out var feature))
        {
            context.Values[Key] = (string)feature!;
        }
    }

    public IEnumerable<string> ExpandViewLocations(
        ViewLocationExpanderContext context,
        IEnumerable<string> viewLocations
    )
    {
        string[] shared = ["/Features/Shared/{0}.cshtml", "/Views/Shared/{0}.cshtml"];
        return context.Values.TryGetValue(Key, out var feature)
            ? [$"/Features/{feature}/{{0}}.cshtml", .. shared]
            : shared;
    }
}
