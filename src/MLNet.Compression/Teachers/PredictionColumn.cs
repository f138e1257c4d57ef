using Microsoft.ML;

namespace MLNet.Compression.Teachers;

/// <summary>Where the predictions of a model of another kind stand in its columns.</summary>
/// <param name="column">The column.</param>
/// <param name="width">Scores of a row.</param>
/// <param name="classes">Their classes; empty for a number.</param>
internal abstract class PredictionColumn(DataViewSchema.Column column, int width, IReadOnlyList<string> classes)
{
    /// <summary>Reads the scores of the row at hand [width].</summary>
    public delegate void ReadScores(Span<float> scores);

    public DataViewSchema.Column Column => column;

    public int Width => width;

    public IReadOnlyList<string> Classes => classes;

    /// <summary>A reader of the rows that a cursor goes through.</summary>
    public abstract ReadScores Open(DataViewRow row);
}
