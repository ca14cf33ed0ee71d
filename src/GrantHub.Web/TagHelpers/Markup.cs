using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace GrantHub.Web.TagHelpers;

/// <summary>Short words for building encoded HTML.</summary>
internal static class Markup
{
    /// <summary>An element; strings among the children are encoded, null ones are left out.</summary>
    public static TagBuilder Element(
        string name,
        string? cssClass = null,
        params ReadOnlySpan<object?> children
    )
    {
        var tag = new TagBuilder(name);
        if (cssClass is not null)
        {
            tag.Attributes["class"] = cssClass;
        }
        foreach (var child in children)
        {
            tag.InnerHtml.Add(child);
        }
        return tag;
    }

    /// <summary>An element without an end, such as input.</summary>
    public static TagBuilder Void(string name, string? cssClass = null)
    {
        var tag = Element(name, cssClass);
        tag.TagRenderMode = TagRenderMode.StartTag;
        return tag;
    }

    /// <summary>Sets an attribute; null leaves it out.</summary>
    public static TagBuilder With(this TagBuilder tag, string name, string? value)
    {
        if (value is not null)
        {
            tag.Attributes[name] = value;
        }
        return tag;
    }

    public static IHtmlContentBuilder Add(this IHtmlContentBuilder content, object? child) =>
        child switch
        {
            null => content,
            IHtmlContent html => content.AppendHtml(html),
            _ => content.Append(child.ToString()!),
        };

    /// <summary>Razor hands a text attribute over as empty where its expression is null.</summary>
    public static string? NullIfEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;

    public static TagBuilder Hidden(string text) => Element("span", "govuk-visually-hidden", text);

    public static string Classes(params ReadOnlySpan<string?> classes)
    {
        var all = "";
        foreach (var name in classes)
        {
            all +=
                string.IsNullOrEmpty(name) ? ""
                : all.Length == 0 ? name
                : " " + name;
        }
        return all;
    }

    /// <summary>Makes the output an element that keeps the attributes and classes the view gave it.</summary>
    public static void Become(this TagHelperOutput output, string tagName, string cssClass)
    {
        output.TagName = tagName;
        output.TagMode = TagMode.StartTagAndEndTag;
        var own = output.Attributes["class"]?.Value?.ToString();
        output.Attributes.SetAttribute("class", Classes(cssClass, own));
    }

    /// <summary>The list that an outer helper put out for the inner ones to fill.</summary>
    public static List<T> Parts<T>(this TagHelperContext context, string inner, string outer) =>
        context.Items.TryGetValue(typeof(List<T>), out var list)
            ? (List<T>)list
            : throw new InvalidOperationException($"<{inner}> stands inside <{outer}>.");

    public static List<T> Collect<T>(this TagHelperContext context)
    {
        var list = new List<T>();
        context.Items[typeof(List<T>)] = list;
        return list;
    }

    /// <summary>An element's content, or null when it is only white space.</summary>
    public static async Task<IHtmlContent?> ContentAsync(this TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        return content.IsEmptyOrWhiteSpace ? null : new HtmlString(content.GetContent().Trim());
    }
}
