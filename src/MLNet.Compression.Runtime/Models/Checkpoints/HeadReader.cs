using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Models.Architectures;

namespace MLNet.Compression.Runtime.Models.Checkpoints;

/// <summary>Reads what stands on an encoder. A head that cannot be used is left out, with a note why: most who load a checkpoint want a head of their own.</summary>
internal sealed class HeadReader(JsonSettings config, IArchitecture architecture, TensorFinder finder, TensorValues values)
{
    /// <summary>Reads the head that the configuration names, or if it names none the one whose tensors are there.</summary>
    /// <param name="settings">Those of the encoder.</param>
    /// <param name="tensors">Those of the encoder, to which those of the head are added.</param>
    /// <param name="notes">Gets what the user should know.</param>
    /// <returns>The settings with head and labels; <see cref="HeadKind.None"/> where the head cannot be used.</returns>
    public ModelSettings Read(ModelSettings settings, List<NamedTensor> tensors, List<string> notes)
    {
        var labelled = HeadSettings.ReadLabels(config, settings, notes);
        try
        {
            var head = labelled with { Head = ReadKind(labelled) };
            tensors.AddRange(finder.Attempt(() => ReadTensors(head, tensors)));
            return head;
        }
        catch (ModelFileException exception)
        {
            notes.Add($"The head of the checkpoint cannot be used, so that only its encoder is: {exception.Message}");
            return labelled with { Head = HeadKind.None };
        }
    }

    private HeadKind ReadKind(ModelSettings settings)
    {
        var head = HeadSettings.ReadKind(config, architecture) ?? HeadGuess.Of(finder, settings);
        return head == HeadKind.Sequence ? HeadSettings.ReadProblem(config, settings.Labels) : head;
    }

    private List<NamedTensor> ReadTensors(ModelSettings settings, List<NamedTensor> ofEncoder)
    {
        if (HeadSettings.IsOfSequences(settings.Head) && settings.Shape.Pooler == PoolerKind.None)
        {
            // Says that the file lacks it.
            _ = finder.Find(ModelTensors.Pooler(settings.Shape with { Pooler = architecture.Pooler }).First());
        }

        if (settings.Head == HeadKind.MaskedLm)
        {
            RequireTiedDecoder(settings.Shape, ofEncoder);
        }

        var expected = ModelTensors.Head(settings).ToList();
        var tensors = values.Read(expected);
        for (var i = 0; i < tensors.Count; i++)
        {
            values.RequireTied(expected[i], tensors[i].Values);
        }

        return tensors;
    }

    private void RequireTiedDecoder(BertShape shape, List<NamedTensor> ofEncoder)
    {
        var words = ModelTensors.Encoder(shape).First();
        if (!finder.Contains(words.Twin!))
        {
            config.RequireFlag("tie_word_embeddings", true);
        }

        values.RequireTied(words, ofEncoder[0].Values);
    }
}
