using Microsoft.ML;
using MLNet.Compression.Columns;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Evaluation;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Reports;

namespace MLNet.Compression.Data;

/// <summary>Texts, and the vectors that a teacher gives them.</summary>
/// <param name="Data">The texts, which have no targets.</param>
/// <param name="Teacher">The teacher's vectors; null for none.</param>
internal sealed record EmbeddingValidationRows(TextDataset Data, float[][]? Teacher) : ValidationRows(Data)
{
    public override bool HasTeacher => Teacher is not null;

    public override ValidationData ForTraining => new(Data) { TeacherVectors = Teacher };

    /// <summary>Reads the texts; no label says what a vector should be.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A text column is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">There are no rows.</exception>
    public static EmbeddingValidationRows Read(IDataView data, TextColumns columns, TextModel model, CancellationToken cancellationToken)
    {
        var (texts, tokens) = (new PlainTexts(), new TextDataset(model.Tokenizer, model.MaxTokens));
        texts.Read(data, columns, cancellationToken);
        texts.AddTo(tokens, cancellationToken);
        return texts.Count > 0
            ? new EmbeddingValidationRows(tokens, Teacher: null)
            : throw new InvalidOperationException("The validation set has no rows. Where they come from a source that can be read once, something has read it before: put them into a list first.");
    }

    public override ValidationRows WithTeacher(CompressedModel teacher, int threads, CancellationToken cancellationToken) =>
        this with { Teacher = VectorMeasurement.VectorsOf(teacher, Data, threads, cancellationToken) };

    /// <summary>How near a model's vectors come to the teacher's, which there is.</summary>
    public override StageResult Measure(CompressedModel model, int threads, CancellationToken cancellationToken) =>
        VectorMeasurement.Measure(model, Data, Teacher!, threads, cancellationToken);

    public override IEnumerable<string> Doubts(QualityReport quality)
    {
        var correlation = quality.Embeddings!.SimilarityCorrelation;
        if (correlation < MarginAbove(0, Data.Count))
        {
            yield return FormattableString.Invariant(
                $"the similarities of {Data.Count} validation texts have a correlation of {correlation:F3} with those that the teacher's vectors, or those of the model as it was, have: the model has learnt little or nothing. {Remedy}");
        }
    }
}
