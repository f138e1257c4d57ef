using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Reports;

namespace MLNet.Compression.Training.Allocation;

/// <summary>What one text takes: of each matrix in each format, and of all else.</summary>
/// <remarks>All else is what a whole model takes beyond the sum of its matrices; it is taken to be the same whatever their formats.</remarks>
internal sealed class ScoringTimes
{
    private const string WholeModel = "whole model";
    private readonly Dictionary<(Parameter Weight, QuantizationScheme Scheme), TimedUse> _used = [];
    private readonly IReadOnlyDictionary<Parameter, WeightUse> _uses;
    private readonly IReadOnlyDictionary<string, double> _known;
    private readonly MatrixTimes _matrices;
    private readonly TimesFile _file;
    private readonly int _tokens;

    /// <param name="model">The model.</param>
    /// <param name="tokens">Tokens of the text; as many as the model reads if it reads fewer.</param>
    /// <param name="file">Where times are kept.</param>
    public ScoringTimes(TextModel model, int tokens, TimesFile file)
    {
        (_uses, _file, _tokens) = (WeightUses.Of(model), file, Math.Min(tokens, model.MaxTokens));
        _known = file.Read();
        _matrices = new MatrixTimes(_tokens, _known);
    }

    /// <summary>What a text takes beside the matrices, after <see cref="Measure"/>; not negative.</summary>
    public double BesideMatrices { get; private set; }

    /// <summary>Has a matrix measured in a format.</summary>
    public void Add(Parameter weight, QuantizationScheme scheme, WeightMatrix matrix) => _used[(weight, scheme)] = _matrices.Add(matrix, scheme, _uses[weight]);

    /// <summary>Measures the matrices, and the whole model in one choice of formats.</summary>
    /// <param name="choice">The format of each matrix and table.</param>
    /// <param name="encode">The model in these formats.</param>
    /// <param name="cancellationToken">Stops between two turns.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Measure(IEnumerable<(Parameter Weight, QuantizationScheme Scheme)> choice, Func<CompressedModel> encode, CancellationToken cancellationToken)
    {
        _matrices.Measure(cancellationToken);
        var whole = WholeModelTime(encode);
        BesideMatrices = Math.Max(0, whole - choice.Sum(pair => Of(pair.Weight, pair.Scheme)));
        _file.Write(_matrices.All.Append(KeyValuePair.Create(WholeModel, whole)));
    }

    /// <summary>What a matrix takes in a format, after <see cref="Measure"/>.</summary>
    public double Of(Parameter weight, QuantizationScheme scheme) => _matrices.Of(_used[(weight, scheme)]);

    private double WholeModelTime(Func<CompressedModel> encode)
    {
        if (_known.TryGetValue(WholeModel, out var known))
        {
            return known;
        }

        using var measurement = new LatencyMeasurement(encode());
        return measurement.Of(_tokens).Milliseconds;
    }
}
