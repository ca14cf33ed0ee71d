using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace GrantHub.BrowserTests.Accessibility;

internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>What axe finds wrong with a page by the rules of WCAG 2.2 A and AA, and what it does not look for.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(IPage page)
    {
        // Once for both widths: to take axe in costs more than to run it.
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
            await page.EvaluateAsync(Script);
        return await page.EvaluateAsync<string[]>(
            """
            async () => {
                const result = await axe.run({
                    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
                    resultTypes: ['violations'],
                    // Style sheets would be loaded again for the sake of one rule about sound, which no page has.
                    preload: false,
                });
                const all = document.documentElement;
                const shown = [...document.querySelectorAll('[hidden]')].filter(part => part.checkVisibility());
                return [
                    ...result.violations.map(
                        ({ id, help, nodes }) => `${id}, ${help}: ${nodes.map(node => node.html).join(' ; ')}`
                    ),
                    ...(all.scrollWidth > all.clientWidth ? ['the page scrolls sideways'] : []),
                    ...shown.map(part => `hidden and to be seen: ${part.outerHTML}`),
                ];
            }
            """
        );
    }
}
