using Microsoft.ML;

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
        ("4x192x12x768 vocabulary=8000 embedding=64 segments=no tokens=64", 4),
        ("3x96x12x384 vocabulary=4000 embedding=48 segments=no tokens=64", 4),
    ];

    public static IReadOnlyList<FrontLine> All { get; } =
    [
        new(Kind, "teacher, fp32", sitting => (sitting.Fit(new FittedText(sitting.Teacher.Value)), "")),
        new(Kind, "teacher, 8 bits", sitting => (sitting.Fit(sitting.Context.MulticlassClassification.Trainers.Quantize(sitting.Teacher.Value, FrontQuantization.Of(8, sitting))), "")),
        .. _students.Select(student => new FrontLine(Kind, $"{student.Shape}, {student.Bits} bits", sitting => (Train(sitting, student.Shape, student.Bits), ""))),
    ];

    private static ITransformer Train(FrontSitting sitting, string shape, int bits) => sitting.Fit(
        sitting.Context.MulticlassClassification.Trainers.Distillation(sitting.Teacher.Value, sitting.Student(StudentShape.Parse(shape), DistillationRecipe.Joint))
            .Quantize(FrontQuantization.Of(bits, sitting)));
}
