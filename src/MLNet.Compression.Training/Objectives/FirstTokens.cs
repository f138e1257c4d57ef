using MLNet.Compression.Training.Autograd;

namespace MLNet.Compression.Training.Objectives;

/// <summary>The states of each sequence's first token, [CLS], in double precision: [sequences x features].</summary>
internal static class FirstTokens
{
    public static double[][] Read(Tensor states, AttentionLayout layout)
    {
        var rows = new double[layout.SequenceCount][];
        for (var s = 0; s < rows.Length; s++)
        {
            var values = states.Value.RowSpan(layout.StartOf(s));
            rows[s] = new double[values.Length];
            for (var i = 0; i < values.Length; i++)
            {
                rows[s][i] = values[i];
            }
        }

        return rows;
    }

    /// <summary>Adds <paramref name="weight"/> times a gradient to that of the same rows of the whole tensor.</summary>
    public static void AddGradient(ObjectiveContext context, Tensor states, AttentionLayout layout, double[][] gradient, double weight)
    {
        var target = states.AddableGradient(context.Buffers);
        for (var s = 0; s < gradient.Length; s++)
        {
            var row = target.RowSpan(layout.StartOf(s));
            for (var i = 0; i < row.Length; i++)
            {
                row[i] += (float)(weight * gradient[s][i]);
            }
        }
    }
}
