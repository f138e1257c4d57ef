using System.Globalization;
using System.Text;
using System.Text.Json;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Training.Reports;
using MLNet.Compression.Training.Reports.Html;
using MLNet.Compression.Training.Reports.Json;

namespace MLNet.Compression;

/// <summary>
/// What a fit did and what came of it: time, quality, size and speed. <see cref="ToString"/> prints it as tables, <see cref="ToHtml(string)"/> draws it,
/// <see cref="ToJson"/> is for other programs.
/// </summary>
public sealed class CompressionReport
{
    private const string Nothing = "-";

    private CompressionReport(string shape, IReadOnlyList<StageReport> stages, IReadOnlyList<PartReport> parts, IReadOnlyList<LatencyReport> latencies)
    {
        Environment = RunEnvironment.Current(threads: 1);
        Shape = shape;
        Stages = stages;
        Parts = parts;
        Latencies = latencies;
    }

    /// <summary>
    /// The sizes of the model: layers x hidden size x heads x neurons, as "4x312x12x1200"; where layers differ, for each of them, as "3x384 heads 12,0,4 neurons
    /// 1536,700,0".
    /// </summary>
    public string Shape { get; }

    /// <summary>The stages of the fit, first to last; of a model that was saved and loaded those that its file has.</summary>
    public IReadOnlyList<StageReport> Stages { get; }

    /// <summary>The parts of the model: embeddings, each layer with weights of its own, head, vocabulary (with labels and file header).</summary>
    public IReadOnlyList<PartReport> Parts { get; }

    /// <summary>Times of single texts on one thread, taken in <see cref="Environment"/>.</summary>
    public IReadOnlyList<LatencyReport> Latencies { get; }

    /// <summary>Where this report was made; each stage has an environment of its own.</summary>
    public RunEnvironment Environment { get; }

    /// <summary>Weights, biases and layer norms of the model, those that are zero included.</summary>
    public long Parameters => Parts.Sum(part => part.Parameters);

    /// <summary>Bytes of the model's file, which are those inside a saved ML.NET model.</summary>
    public long SizeInBytes => Parts.Sum(part => part.Bytes);

    /// <summary>How well the final model does on the validation set; null where none was given.</summary>
    public QualityReport? Quality => Stages.Count == 0 ? null : Stages[^1].Result?.Quality;

    /// <summary>What ML.NET's linear models reach on the validation set; null where that was not measured.</summary>
    public BaselineReport? Baseline => Stages.Select(stage => stage.Baseline).LastOrDefault(baseline => baseline is not null);

    /// <summary>That the final model does worse than <see cref="Baseline"/>, in words; null where it does as well, or nobody knows.</summary>
    public string? Warning => Baseline is { } baseline && Stages[^1] is { Result: { } result } last ? baseline.DoubtOf(last.Stage, result) : null;

    /// <summary>Measures a model. Takes up to half a second.</summary>
    /// <param name="model">The final model.</param>
    /// <param name="stages">How it came about.</param>
    public static CompressionReport Create(CompressedModel model, IEnumerable<StageReport> stages)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(stages);
        using var latency = new LatencyMeasurement(model);
        var lengths = LatencyMeasurement.TypicalLengths.Select(length => Math.Min(length, model.MaxTokens)).Distinct();
        return new CompressionReport(ShapeSizes.Text(model.Shape), [.. stages], PartAccounts.Of(model), [.. lengths.Select(latency.Of)]);
    }

    /// <summary>Writes a page with tables and pictures, which needs no other file and asks for none: any browser shows it, light or dark, on a phone too.</summary>
    /// <param name="path">The file, which is replaced.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="IOException">The file can't be written.</exception>
    public void ToHtml(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var page = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(ToHtml());
        AtomicFile.Write(path, stream => stream.Write(page));
    }

    /// <summary>The page that <see cref="ToHtml(string)"/> writes.</summary>
    public string ToHtml() => ReportPage.Of(this);

    /// <summary>The report as JSON: names as those of the properties, in camel case; shares 0 to 1, times in seconds where the name says so, else in milliseconds; null for a number that is not defined.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        new ReportDocument(ReportDocument.CurrentVersion, Shape, Parameters, SizeInBytes, Environment, Stages, Parts, Latencies, Baseline, Warning), ReportJsonContext.Default.ReportDocument);

    /// <inheritdoc/>
    public override string ToString() => string.Join(System.Environment.NewLine, [StageTable(), .. WarningLines(), .. VocabularyLines(), .. Stages.Select(stage => stage.Details).OfType<string>(), $"shape {Shape}{System.Environment.NewLine}", PartTable(), LatencyTable()]);

    private IEnumerable<string> WarningLines() => Warning is { } warning ? [$"Warning: {warning}{System.Environment.NewLine}"] : [];

    private IEnumerable<string> VocabularyLines() =>
        Stages.Where(stage => stage.Vocabulary is not null).Select(stage => $"{stage.Stage}: {stage.Vocabulary}{System.Environment.NewLine}");

    private string StageTable()
    {
        var isRegression = Quality?.Regression is not null;
        var table = isRegression
            ? new TextTable("stage", "seconds", "tokens/s", "Pearson", "Spearman", "Pearson with teacher", "bytes", "ms a text")
            : new TextTable("stage", "seconds", "tokens/s", Quality?.MainShareName ?? "accuracy", "label loyalty", "probability loyalty", "bytes", "ms a text");
        foreach (var (stage, elapsed, speed, result) in Stages)
        {
            table.Add(
                stage,
                Format(elapsed.TotalSeconds, "F1"),
                speed > 0 ? Format(speed, "N0") : Nothing,
                Format(isRegression ? result?.Quality.Regression?.Pearson : result?.Quality.MainShare, "F4"),
                Format(isRegression ? result?.Quality.Regression?.Spearman : result?.Quality.LabelLoyalty, "F4"),
                Format(isRegression ? result?.Quality.Regression?.TeacherPearson : result?.Quality.ProbabilityLoyalty, "F4"),
                Format(result?.Bytes, "N0"),
                Format(result?.Latency.Milliseconds, "F3"));
        }

        if (Baseline is { } baseline)
        {
            var regression = baseline.Quality.Regression;
            table.Add(
                baseline.Name,
                Format(baseline.Elapsed.TotalSeconds, "F1"),
                Nothing,
                Format(baseline.Quality.MainFigure, "F4"),
                Format(regression?.Spearman, "F4"),
                Nothing,
                Format(baseline.Bytes, "N0"),
                Nothing);
        }

        return table.ToString();
    }

    private string PartTable()
    {
        var table = new TextTable("part", "parameters", "bytes", "sparsity", "bits a weight");
        foreach (var part in Parts)
        {
            table.Add(part.Name, Format(part.Parameters, "N0"), Format(part.Bytes, "N0"), Format(part.Sparsity, "P1"), Format(part.BitsPerWeight, "F2"));
        }

        table.Add("total", Format(Parameters, "N0"), Format(SizeInBytes, "N0"), Nothing, Nothing);
        return table.ToString();
    }

    private string LatencyTable()
    {
        var table = new TextTable("tokens", "ms (median, one thread)", "95 of 100", "99 of 100");
        foreach (var latency in Latencies)
        {
            table.Add(Format(latency.Tokens, "N0"), Format(latency.Milliseconds, "F3"), Format(latency.Percentile95, "F3"), Format(latency.Percentile99, "F3"));
        }

        return table.ToString();
    }

    private static string Format(double? value, string format) =>
        value is { } number && double.IsFinite(number) ? number.ToString(format, CultureInfo.InvariantCulture) : Nothing;
}
