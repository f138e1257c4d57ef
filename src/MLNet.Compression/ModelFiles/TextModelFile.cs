using Microsoft.ML;
using MLNet.Compression.Columns;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Outcomes;
using MLNet.Compression.Outcomes.Classes;

namespace MLNet.Compression.ModelFiles;

/// <summary>A text model inside an ML.NET model file: a block with columns and outcome, and beside it the compressed model's own file.</summary>
/// <remarks>
/// The block: format version (int32): 1, 2 for a regression, 3 for a binary classifier, 4 for tags of words, 5 for vectors, 6 for question answering, 7 for several labels a text, or 8 for how alike two texts are by their vectors; label, text, second text ("" for none), score and predicted label column (""
/// for a regression), and of a binary classifier that of the probability, of question answering that of the answer's index, as BinaryWriter writes strings; of a classifier, or tagger, the type of the classes' values (byte; 128 more where the
/// predicted label is such a value and no key), their number (int32), the values, and of several labels a text the threshold (Single) behind them; of vectors whether their length is 1 (bool) and their dimensions (int32); of how alike texts are the least and the largest label (Single); of question answering what <see cref="AnswerOutcomeKind.Write"/> writes. The
/// stream "CompressedModel": what <see cref="CompressedModel.Save(Stream)"/> writes. Where there were stages, <see cref="StageReportStream"/>.
/// </remarks>
internal static class TextModelFile
{
    private const int ClassVersion = 1;
    private const int ValueVersion = 2;
    private const int BinaryVersion = 3;
    private const int TagVersion = 4;
    private const int EmbeddingVersion = 5;
    private const int AnswerVersion = 6;
    private const int MultiLabelVersion = 7;
    private const int SimilarityVersion = 8;

    private static readonly Dictionary<int, OutcomeKind> _kinds = new()
    {
        [ClassVersion] = ClassOutcomeKind.Instance,
        [ValueVersion] = ValueOutcomeKind.Instance,
        [BinaryVersion] = BinaryOutcomeKind.Instance,
        [TagVersion] = NamedEntityOutcomeKind.Instance,
        [EmbeddingVersion] = EmbeddingOutcomeKind.Instance,
        [AnswerVersion] = AnswerOutcomeKind.Usual,
        [MultiLabelVersion] = MultiLabelOutcomeKind.Usual,
        [SimilarityVersion] = SimilarityOutcomeKind.Usual,
    };

    public static void Write(ModelSaveContext context, LoadableComponent component, Outcome outcome, CompressedModel model, IReadOnlyList<StageReport> stages)
    {
        var (writer, columns) = (MicrosoftMLInternals.Start(context, component), outcome.Columns);
        var version = _kinds.Single(kind => kind.Value.Is(outcome.Kind)).Key;
        writer.Write(version);
        string[] names = [columns.Label, columns.Text, columns.Pair ?? "", columns.Score, columns.PredictedLabel ?? ""];
        foreach (var name in names.Concat(new[] { columns.Probability, columns.LabelPosition }.OfType<string>()))
        {
            writer.Write(name);
        }

        outcome.Write(writer);
        CompressedModelStream.Write(context, model);
        StageReportStream.Write(context, stages);
    }

    /// <exception cref="ModelFileException">The file is truncated, damaged, or of a newer version.</exception>
    public static (Outcome Outcome, CompressedModel Model) Read(ModelLoadContext context, LoadableComponent component)
    {
        var outcome = ReadBlock(context.Reader, component);
        var model = CompressedModelStream.Read(context, component);
        if (outcome.Columns.JoinsTexts && !model.Subwords.Template.TellsTextsApart(model.Shape.TokenTypes))
        {
            throw CompressedModelStream.Fault(component, "a model that can tell two texts apart, or one text column", "one token type and two text columns");
        }

        if (model.Head != outcome.Head)
        {
            throw CompressedModelStream.Fault(component, $"a model with the head {outcome.Head}", $"{model.Head}");
        }

        if (outcome.Outputs is { } outputs && outputs != model.Outputs)
        {
            throw CompressedModelStream.Fault(component, $"a model of {outputs} dimensions", $"{model.Outputs}");
        }

        return outcome.Labels.SequenceEqual(model.Labels)
            ? (outcome, model)
            : throw CompressedModelStream.Fault(component, $"the classes {ClassNames.Describe(outcome.Labels)} in the model", ClassNames.Describe(model.Labels));
    }

    private static Outcome ReadBlock(BinaryReader reader, LoadableComponent component)
    {
        try
        {
            var version = reader.ReadInt32();
            var kind = _kinds.GetValueOrDefault(version) ?? throw CompressedModelStream.Fault(component, $"format version {_kinds.Keys.Min()} to {_kinds.Keys.Max()}", $"{version}");
            var columns = ReadColumns(reader, kind).Checked();
            return kind.ReadsApart && columns.Pair is null ? throw new FormatException("one text column, where pairs are compared") : kind.Read(reader, columns);
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or FormatException and not ModelFileException)
        {
            throw CompressedModelStream.Fault(component, "column names and classes", exception.Message, exception);
        }
    }

    private static TextColumns ReadColumns(BinaryReader reader, OutcomeKind kind)
    {
        var (label, text, pair, score, predicted) = (reader.ReadString(), reader.ReadString(), reader.ReadString(), reader.ReadString(), reader.ReadString());
        return new TextColumns(
            label, text, pair.Length > 0 ? pair : null, score, !kind.HasPredictedLabel && predicted.Length == 0 ? null : predicted, kind.HasProbability ? reader.ReadString() : null, kind.HasLabelPosition ? reader.ReadString() : null)
        {
            TakesWords = kind.TakesWords,
            ReadsApart = kind.ReadsApart,
        };
    }
}
