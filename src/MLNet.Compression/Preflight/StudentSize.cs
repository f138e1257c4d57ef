using System.Globalization;

namespace MLNet.Compression.Preflight;

/// <summary>Whether a student is less work than its teacher.</summary>
internal sealed class StudentSize : IPreflightCheck
{
    public IEnumerable<string> Look(StageStart start)
    {
        var (student, teacher) = (start.Model.Shape, start.Teacher!.Shape);
        var (more, less) = (ProductsOfToken(student), ProductsOfToken(teacher));
        return more <= less
            ? []
            : [string.Create(
                CultureInfo.InvariantCulture,
                $"The student is larger than its teacher: {Describe(student)} take {more:N0} multiplications a token, {Describe(teacher)} take {less:N0}. Nothing is compressed; choose a smaller student.")];
    }

    /// <summary>Multiplications in the layers' matrices for a token; matrices that layers share count for each layer.</summary>
    private static long ProductsOfToken(BertShape shape) => shape.Layers.Sum(
        layer => shape.HiddenSize * ((4L * layer.AttentionSize) + (2L * layer.FeedForwardSize)));

    private static string Describe(BertShape shape) => $"{shape.Layers.Length} layers of {shape.HiddenSize} features";
}
