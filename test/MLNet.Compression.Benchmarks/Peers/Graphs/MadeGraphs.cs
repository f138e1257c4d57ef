using System.Globalization;
using MLNet.Compression.Benchmarks.Inference;

namespace MLNet.Compression.Benchmarks.Peers.Graphs;

/// <summary>Graphs with the weights of <see cref="RandomModel"/>, made in a temporary folder when they are asked for.</summary>
/// <param name="kinds">The forms of weights that graphs can have, of those that are measured.</param>
internal sealed class MadeGraphs(IReadOnlyList<ModelForm> kinds) : IOnnxGraphs
{
    /// <summary>What fp32 sums in another order change, with room to spare.</summary>
    private const double MostInFloat = 1e-3;

    /// <summary>Both sides round inputs of each layer, one to 8 bits for all tokens together and one to 7 bits for each: a wrong graph is further off.</summary>
    private const double MostInInt8 = 0.5;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onnx-graphs-");

    /// <exception cref="InvalidDataException">ONNX Runtime computes something else than the model.</exception>
    public IReadOnlyList<OnnxFile> Of(ModelPreset preset) => [.. kinds.Select(kind => Make(preset, kind))];

    public void Dispose() => _folder.Delete(recursive: true);

    private OnnxFile Make(ModelPreset preset, ModelForm form)
    {
        var model = new RandomModel(preset, form).Create();
        var file = OnnxFile.In(_folder, preset, form.IsInteger);
        BertGraph.Write(model, form.IsInteger ? new Int8Products() : new FloatProducts(), file.Path);
        using var peer = new OnnxScorer(file, threads: 1);
        using var own = new ManagedScorer(form, model, threads: 1);
        var deviation = GraphAgreement.Measure(peer, own, preset.Shape.VocabularySize);
        return deviation <= (form.IsInteger ? MostInInt8 : MostInFloat)
            ? file with { Deviation = deviation }
            : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{preset.Name}: the logits of {peer.Name} are up to {deviation:G3} standard deviations from those of the model with the same weights, so their times cannot be compared."));
    }
}
