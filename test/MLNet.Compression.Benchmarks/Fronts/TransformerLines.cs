namespace MLNet.Compression.Benchmarks.Fronts;

/// <summary>The teacher quantised, and distilled and quantised students of some shapes.</summary>
internal static class TransformerLines
{
    private const string Kind = "transformer";

    /// <summary>Shapes and bits of a weight. A further student is a line here.</summary>
    private static readonly (string Shape, int Bits)[] _students =
    [
        ("tinybert4", 8),
        ("tinybert4 vocabulary=8000 embedding=128 segments=no tokens=64", 8),
        ("tinybert4 vocabulary=8000 embedding=128 segments=no tokens=64", 4),
        ("3x384x12x384 vocabulary=6000 embedding=64 segments=no tokens=64", 4),
    ];

    public static IReadOnlyList<FrontLine> All { get; } =
    [
        new(Kind, "teacher, fp32", sitting => new FrontModel(sitting.Fit(new FittedText(sitting.Teacher.Value)))),
        new(Kind, "teacher, 8 bits", sitting => new FrontModel(sitting.Quantized(sitting.Teacher.Value, bits: 8))),
        .. _students.Select(student => new FrontLine(Kind, $"{student.Shape}, {student.Bits} bits", sitting => sitting.Student(student.Shape, DistillationRecipe.Joint, student.Bits))),
    ];
}
