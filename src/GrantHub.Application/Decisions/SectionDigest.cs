using System.Security.Cryptography;
using System.Text;
using GrantHub.Domain.Decisions;

namespace GrantHub.Application.Decisions;

/// <summary>Tells whether a section still says what a form showed, so that two people in different sections never collide.</summary>
public static class SectionDigest
{
    public static string Of(TemplateDefinition template, DecisionContent content, string taskKey) =>
        Of(ContentText.Of(template, content, taskKey));

    internal static string Of(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}
