using System.Globalization;
using MLNet.Compression.Training.Reports;

namespace MLNet.Compression;

/// <summary>Which number formats were chosen, and why. <see cref="ToString"/> prints a table.</summary>
/// <param name="Plan">The formats as a plan.</param>
/// <param name="Parts">What each matrix could have, and what it got.</param>
public sealed record AllocationReport(QuantizationPlan Plan, IReadOnlyList<AllocatedPart> Parts)
{
    /// <summary>The estimated change of the predictions of the whole model: see <see cref="AllocationCandidate.Sensitivity"/>.</summary>
    public double Sensitivity => Parts.Sum(part => part.Chosen.Sensitivity);

    /// <summary>What one text takes on one thread, as measured matrix by matrix; null where <see cref="BitAllocation.Milliseconds"/> is.</summary>
    public double? Milliseconds { get; init; }

    /// <inheritdoc/>
    public override string ToString()
    {
        QuantizationScheme[] schemes = [.. Parts.SelectMany(part => part.Candidates).Select(candidate => candidate.Scheme).Distinct()];
        var table = new TextTable(["matrix", "parameters", "chosen", "bytes", .. IfTimed("ms"), .. schemes.Select(scheme => $"loss in {scheme}"), .. schemes.SelectMany(scheme => IfTimed($"ms in {scheme}"))]);
        foreach (var part in Parts)
        {
            table.Add(
            [
                part.Name,
                part.Parameters.ToString("N0", CultureInfo.InvariantCulture),
                $"{part.Chosen.Scheme}",
                part.Chosen.Bytes.ToString("N0", CultureInfo.InvariantCulture),
                .. IfTimed(Text(part.Chosen.Milliseconds)),
                .. schemes.Select(scheme => part.Candidates.FirstOrDefault(candidate => candidate.Scheme == scheme)?.Sensitivity.ToString("0.0e+0", CultureInfo.InvariantCulture) ?? "-"),
                .. schemes.SelectMany(scheme => IfTimed(Text(part.Candidates.FirstOrDefault(candidate => candidate.Scheme == scheme)?.Milliseconds))),
            ]);
        }

        return table + string.Concat(IfTimed(FormattableString.Invariant(
            $"{Milliseconds:0.0000} ms a text, {Milliseconds - Parts.Sum(part => part.Chosen.Milliseconds):0.0000} of them beside these matrices{Environment.NewLine}")));
    }

    private static string Text(double? milliseconds) => milliseconds?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "-";

    private string[] IfTimed(string text) => Milliseconds is null ? [] : [text];
}
