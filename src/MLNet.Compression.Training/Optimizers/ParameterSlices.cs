using MLNet.Compression.Training.Autograd;

namespace MLNet.Compression.Training.Optimizers;

/// <summary>The parts of all parameters that have a gradient, cut into pieces of work for several threads.</summary>
internal sealed class ParameterSlices(IReadOnlyList<Parameter> parameters, bool denseEmbeddings)
{
    private const int SliceLength = 32768;
    private readonly List<ParameterSlice> _current = [];

    /// <summary>The pieces for the gradients as they are now; made once until <see cref="Clear"/>.</summary>
    public IReadOnlyList<ParameterSlice> Current()
    {
        if (_current.Count == 0)
        {
            foreach (var parameter in parameters.Where(parameter => parameter.HasGradient))
            {
                Add(parameter);
            }
        }

        return _current;
    }

    /// <summary>Forgets the gradients.</summary>
    public void Clear()
    {
        _current.Clear();
        foreach (var parameter in parameters)
        {
            parameter.ClearGradient();
            parameter.UsedRows?.Clear();
        }
    }

    private void Add(Parameter parameter)
    {
        if (parameter.UsedRows is not { } used || used.Count == parameter.Rows)
        {
            AddRange(parameter, 0, checked((int)parameter.Count));
        }
        else if (denseEmbeddings)
        {
            ClearUnusedRows(parameter, used);
            AddRange(parameter, 0, checked((int)parameter.Count));
        }
        else
        {
            foreach (var row in used.Rows)
            {
                AddRange(parameter, row * parameter.Columns, parameter.Columns);
            }
        }
    }

    private void AddRange(Parameter parameter, int start, int length)
    {
        for (var done = 0; done < length; done += SliceLength)
        {
            _current.Add(new ParameterSlice(parameter, start + done, Math.Min(SliceLength, length - done)));
        }
    }

    private static void ClearUnusedRows(Parameter parameter, RowSet used)
    {
        for (var row = 0; row < parameter.Rows; row++)
        {
            if (!used.Contains(row))
            {
                parameter.Gradient.RowSpan(row).Clear();
            }
        }
    }
}
