using MLNet.Compression.Benchmarks.PublicTasks;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Memory;
using MLNet.Compression.Training.Allocation;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Importance;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Quantization;

namespace MLNet.Compression.Benchmarks.Rounding;

/// <summary>What a model's predictions change by when one matrix alone is rounded, measured row by row: the long way, to judge the estimate by.</summary>
internal sealed class MeasuredSensitivity
{
    private readonly TextModel _model;
    private readonly RowSample _sample;
    private readonly Tape _tape = new(new BufferPool(), new WorkerPool(), training: false);
    private readonly double[][] _before;

    /// <param name="model">The model.</param>
    /// <param name="texts">Rows to measure on.</param>
    public MeasuredSensitivity(CompressedModel model, IReadOnlyList<LabeledPair> texts)
    {
        _model = CompressedModelDecoder.Decode(model);
        var data = new TextDataset(_model.Tokenizer, _model.MaxTokens);
        foreach (var text in texts)
        {
            data.Add(text.Text.AsMemory(), text.Pair.Length == 0 ? null : text.Pair.AsMemory());
        }

        _sample = new RowSample(data, texts.Count, seed: 1);
        _before = Predictions();
    }

    /// <summary>Pairs of estimate and measurement of every candidate.</summary>
    public IEnumerable<(string Name, AllocationCandidate Candidate, double Measured)> Of(AllocationReport report, BitAllocation allocation, CancellationToken stop)
    {
        foreach (var (part, allocated) in AllocationParts.Of(_model, allocation).Zip(report.Parts))
        {
            foreach (var candidate in allocated.Candidates)
            {
                stop.ThrowIfCancellationRequested();
                yield return (part.Name, candidate, DivergenceWith(part.Weights, candidate.Scheme));
            }
        }
    }

    /// <summary>The mean divergence of Kullback and Leibler of the predictions before from those with some weights rounded, in nats.</summary>
    private double DivergenceWith(IEnumerable<Parameter> weights, QuantizationScheme scheme)
    {
        var roundings = weights.Select(weight => (Weight: weight, Rounding: scheme.Create(weight, new QuantizerSetting(new TrainingEnvironment(1))))).ToArray();
        Array.ForEach(roundings, pair => pair.Weight.Add(pair.Rounding));
        var after = Predictions();
        Array.ForEach(roundings, pair => pair.Weight.Remove(pair.Rounding));
        return _before.Zip(after, (p, q) => p.Zip(q, (logP, logQ) => Math.Exp(logP) * (logP - logQ)).Sum()).Average();
    }

    /// <summary>The logarithms of the probabilities, row by row.</summary>
    private double[][] Predictions()
    {
        var (batch, rows) = (new TrainingBatch(), new List<double[]>());
        for (var number = 0; number < _sample.Batches; number++)
        {
            _sample.Fill(batch, number);
            var logits = _model.Forward(_tape, batch.Tokens, DropoutRates.None, OutputNeeds.OnlyLogits).Logits!;
            for (var row = 0; row < logits.Rows; row++)
            {
                double[] values = [.. logits.Value.RowSpan(row).ToArray().Select(value => (double)value)];
                var sum = Math.Log(values.Sum(value => Math.Exp(value - values.Max()))) + values.Max();
                rows.Add([.. values.Select(value => value - sum)]);
            }

            _tape.Clear();
        }

        return [.. rows];
    }
}
