using Microsoft.ML.OnnxRuntime;
using MLNet.Compression.Benchmarks.Inference;

namespace MLNet.Compression.Benchmarks.Peers;

/// <summary>ONNX Runtime with all of its graph optimisations.</summary>
internal sealed class OnnxScorer : IScorer
{
    private readonly string _path;
    private readonly int _outputs;
    private readonly InferenceSession _session;
    private readonly OnnxInputs _inputs;
    private readonly RunOptions _options = new();
    private readonly List<OrtValue> _values = [];

    /// <exception cref="ArgumentException">The file is of another model, or no BERT classifier.</exception>
    public OnnxScorer(OnnxFile file, int threads)
        : this(file.Checked().Path, file.IsInt8, RandomModel.Labels, threads)
    {
    }

    /// <summary>A graph of any BERT classifier.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="isInt8">Whether its layers have 8-bit weights.</param>
    /// <param name="outputs">Values of a text.</param>
    /// <param name="threads">Threads.</param>
    /// <exception cref="ArgumentException">The file is no BERT classifier.</exception>
    public OnnxScorer(string path, bool isInt8, int outputs, int threads)
    {
        (_path, IsInt8, _outputs) = (path, isInt8, outputs);
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        try
        {
            _session = new InferenceSession(path, options);
        }
        catch (OnnxRuntimeException problem)
        {
            throw new ArgumentException($"ONNX Runtime cannot load {path}: {problem.Message}", problem);
        }

        _inputs = new OnnxInputs(path, _session.InputMetadata);
    }

    public string Name => IsInt8 ? "ORT int8" : "ORT fp32";

    public bool IsInt8 { get; }

    public long Bytes => new FileInfo(_path).Length;

    public float[] Logits(int[] ids, BatchShape shape)
    {
        var inputs = _inputs.Create(ids, shape);
        _values.AddRange(inputs.Values);
        return Logits(inputs, shape);
    }

    public Action Prepare(int[] ids, BatchShape shape)
    {
        var inputs = _inputs.Create(ids, shape);
        _values.AddRange(inputs.Values);
        Logits(inputs, shape);
        return () => _session.Run(_options, inputs, _session.OutputNames).Dispose();
    }

    public void Dispose()
    {
        _values.ForEach(value => value.Dispose());
        _options.Dispose();
        _session.Dispose();
    }

    /// <exception cref="ArgumentException">The graph does not give logits of the first token.</exception>
    private float[] Logits(Dictionary<string, OrtValue> inputs, BatchShape shape)
    {
        try
        {
            using var outputs = _session.Run(_options, inputs, _session.OutputNames);
            long[] expected = [shape.Texts, _outputs];
            var found = outputs.Select(output => output.GetTensorTypeAndShape().Shape).ToArray();
            if (found.Length != 1 || !found[0].AsSpan().SequenceEqual(expected))
            {
                throw new ArgumentException($"{_path} gives {string.Join(" and ", found.Select(s => $"[{string.Join(" x ", s)}]"))} for {shape} tokens; one output of [{string.Join(" x ", expected)}] was expected: logits of {_outputs} classes from the first token.");
            }

            return outputs[0].GetTensorDataAsSpan<float>().ToArray();
        }
        catch (OnnxRuntimeException problem)
        {
            throw new ArgumentException($"{_path} cannot score {shape} tokens: {problem.Message}", problem);
        }
    }
}
