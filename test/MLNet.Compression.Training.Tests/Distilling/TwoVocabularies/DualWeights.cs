using MLNet.Compression.Training.Autograd;

namespace MLNet.Compression.Training.Tests.Distilling.TwoVocabularies;

/// <summary>The weights of two models that learn together, and of their projections, in double precision.</summary>
internal sealed class DualWeights
{
    public DualWeights(DualRun run)
    {
        (Student, Teacher, Projections) = (Of(run.Student.Parameters), Of(run.Teacher.Parameters), Of(run.Projections));
    }

    public Dictionary<string, double[]> Student { get; }

    public Dictionary<string, double[]> Teacher { get; }

    public Dictionary<string, double[]> Projections { get; }

    /// <summary>All, with the group that each belongs to.</summary>
    public IEnumerable<(int Group, string Name, double[] Values)> All =>
        new[] { Student, Teacher, Projections }.Index().SelectMany(group => group.Item.Select(each => (group.Index, each.Key, each.Value)));

    /// <summary>A projection by its place and side, as rows.</summary>
    /// <param name="part">"left.Hidden." or the like.</param>
    /// <param name="columns">Its columns.</param>
    public double[][] Projection(string part, int columns) => [.. Projections.Single(each => each.Key.Contains(part, StringComparison.Ordinal)).Value.Chunk(columns)];

    private static Dictionary<string, double[]> Of(IEnumerable<Parameter> parameters) =>
        parameters.ToDictionary(parameter => parameter.Name, parameter => Array.ConvertAll(parameter.ValueSpan.ToArray(), value => (double)value));
}
