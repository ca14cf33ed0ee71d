using Microsoft.AspNetCore.Razor.TagHelpers;

namespace GrantHub.Web.TagHelpers;

/// <summary>A file to send; its form needs enctype="multipart/form-data".</summary>
[HtmlTargetElement("gh-file-upload", TagStructure = TagStructure.WithoutEndTag)]
public sealed class GhFileUploadTagHelper : FieldTagHelper
{
    /// <summary>What the browser offers, such as .pdf,.docx; the server checks again.</summary>
    public string? Accept { get; set; }

    public bool Multiple { get; set; }

    // The library's own script for this field fails axe, so there is no data-module.
    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        Group(
            output,
            Markup
                .Void(
                    "input",
                    Markup.Classes(
                        "govuk-file-upload",
                        Error is null ? null : "govuk-file-upload--error"
                    )
                )
                .With("id", Id)
                .With("name", Name)
                .With("type", "file")
                .With("accept", Accept)
                .With("multiple", Multiple ? "multiple" : null)
                .With("aria-describedby", DescribedBy())
        );
}
