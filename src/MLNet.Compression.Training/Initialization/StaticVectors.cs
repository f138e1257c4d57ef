using MLNet.Compression.Training.Initialization;

namespace MLNet.Compression;

/// <summary>
/// The start of a static student: for each piece what the teacher makes of it alone, reduced by principal
/// components to the student's dimensions and weighed by a / (a + p), p the probability of the piece (SIF, Arora et al. 2017), as Model2Vec
/// distils (Tulkens and van Dongen 2024).
/// </summary>
/// <remarks>
/// Model2Vec reads the two special pieces around a piece in reversed order, which its authors found a little better on their tasks. Special pieces
/// and places without a piece take no part here: a static model's mean leaves them out, and their vectors are 0. The head starts at random.
/// </remarks>
public sealed record StaticVectors : StudentInitialization
{
    private readonly double? _smoothing = 1e-4;

    internal StaticVectors()
    {
    }

    /// <summary>What the teacher gives of each piece. Default <see cref="VectorSource.Outputs"/>.</summary>
    public VectorSource Source { get; init; } = VectorSource.Outputs;

    /// <summary>a of a / (a + p): pieces much more probable than a hardly count. Null for no weights. Default 1e-4.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
    public double? Smoothing
    {
        get => _smoothing;
        init => _smoothing = value is null or > 0 and < double.PositiveInfinity ? value : throw new ArgumentOutOfRangeException(nameof(Smoothing), value, "a of a / (a + p) is a positive number, or null for no weights.");
    }

    /// <summary>Where p comes from. Default <see cref="PieceFrequencies.Zipf"/>.</summary>
    public PieceFrequencies Frequencies { get; init; } = PieceFrequencies.Zipf;

    internal override string Text => FormattableString.Invariant(
        $"StaticVectors({Source}{(Smoothing is { } a ? $", a {a:G3}, p by {Frequencies}" : ", no weights")})");

    internal override void Check(BertShape? teacher, BertShape student)
    {
        if (!student.IsStatic)
        {
            throw new ArgumentException(
                $"{Text} makes the vectors of a static student, but this one has {student.Layers.Length} layers: choose StudentShape.Static, or another start such as StudentInitialization.Extract.");
        }

        if (teacher is not null && WidthOf(teacher) is var width && student.EmbeddingSize > width)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"{Text} reduces vectors of the teacher's {width} features to the student's {student.EmbeddingSize} dimensions, which are more: choose at most {width}, or StudentInitialization.Random."));
        }
    }

    internal override ExtractedFeatures? Apply(StudentStart start)
    {
        var (student, environment) = (start.Student, start.Environment);
        if (start.Teacher is not { } teacher)
        {
            environment.Log($"The student starts from random vectors: no teacher is a model, of which {Text} could be made.");
            return null;
        }

        Check(teacher.Shape, student.Shape);
        var pieces = TextPieces.Of(teacher, student);
        var vectors = Source == VectorSource.WordTable ? PieceVectors.OfTable(teacher, pieces) : PieceVectors.OfOutputs(teacher, pieces, environment);
        var weights = Smoothing is { } a ? PieceWeights.Of(pieces, Frequencies == PieceFrequencies.Rows ? RowsOf(start) : null, a) : null;
        var explained = ReducedVectors.Write(vectors, pieces, weights, student, environment);
        environment.Log(FormattableString.Invariant(
            $"The student starts from {Text}: {pieces.Count:N0} vectors of {vectors[0].Length} features in {student.Shape.EmbeddingSize} dimensions, {explained:P1} of their variance."));
        return null;
    }

    private int WidthOf(BertShape teacher) => Source == VectorSource.WordTable ? teacher.EmbeddingSize : teacher.StateSize;

    private Training.Data.TextDataset RowsOf(StudentStart start) => start.StudentData is { Count: > 0 } data
        ? data
        : throw new ArgumentException($"{Text} counts pieces in the rows, but there are none: give rows, or set Frequencies to {nameof(PieceFrequencies.Zipf)}.");
}
