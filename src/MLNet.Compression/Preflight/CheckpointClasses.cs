using MLNet.Compression.Logging;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Preflight;

/// <summary>Whether a checkpoint's trained classifier is for the classes of the data, in their order; otherwise it is lost.</summary>
internal static class CheckpointClasses
{
    public static void Look(Checkpoint checkpoint, IReadOnlyList<string> classes, StageLog log)
    {
        var labels = checkpoint.LabelNames;
        if (checkpoint.Head == HeadKind.Sequence && !labels.SequenceEqual(classes) && labels.Order(StringComparer.Ordinal).SequenceEqual(classes.Order(StringComparer.Ordinal)))
        {
            log.Warn(
                $"The checkpoint's classes are those of the data in another order, '{string.Join("', '", labels)}': its classifier is not used, a new one is trained. To keep it, give MapValueToKey the checkpoint's order as keyData.");
        }
    }
}
