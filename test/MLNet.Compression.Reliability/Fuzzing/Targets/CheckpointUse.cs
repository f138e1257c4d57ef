using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Reliability.Fuzzing.Targets;

/// <summary>Loads a model folder as a trainer does, and scores with what can be scored.</summary>
internal static class CheckpointUse
{
    public static Action Load(string folder)
    {
        var checkpoint = Checkpoint.Load(folder);
        return () => Use(checkpoint, Path.Combine(folder, "vocab.txt"));
    }

    private static void Use(Checkpoint checkpoint, string vocabulary)
    {
        if (checkpoint.Head != HeadKind.Sequence)
        {
            return;
        }

        CompressedModel model;
        try
        {
            model = CompressedModelBuilder.FromCheckpoint(checkpoint, Vocabulary.Load(vocabulary));
        }
        catch (ArgumentException)
        {
            // A value that is not finite, or sizes that do not go with the vocabulary: documented.
            return;
        }

        ModelUse.Score(model);
    }
}
