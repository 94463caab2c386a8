using QRCoder;

namespace Parley.CommandLine;

/// <summary>A QR in characters: each stands for two modules, one above the other, so that it comes out square.</summary>
internal static class QrPicture
{
    /// <summary>Modules left white around it. The norm asks for four; phones read it with two, and it fits a window of 80 columns.</summary>
    public const int Margin = 2;

    /// <param name="inverted">For a terminal of which the colours are not known, most of which write light on dark: draws the light modules.</param>
    public static IReadOnlyList<string> Lines(string text, bool inverted = false)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.L);
        var modules = data.ModuleMatrix;
        // QRCoder leaves its own margin of four around the code.
        var (first, size) = (4 - Margin, modules.Count - (2 * (4 - Margin)));
        bool Dark(int row, int column) => row < size && modules[first + row][first + column];

        var lines = new List<string>();
        for (var row = 0; row < size; row += 2)
            lines.Add(string.Create(size, row, (line, top) =>
            {
                for (var column = 0; column < line.Length; column++)
                    line[column] = (Dark(top, column) != inverted, Dark(top + 1, column) != inverted) switch { (true, true) => '█', (true, false) => '▀', (false, true) => '▄', _ => ' ' };
            }));
        return lines;
    }
}
