using System.Collections.Immutable;
using System.Globalization;

namespace MLNet.Compression;

/// <summary>Which weights the layers of a model have in common (ALBERT, Lan et al. 2020, section 3.1).</summary>
/// <remarks>The paper finds that sharing attention costs little and that most of the loss comes from sharing feed-forward networks.</remarks>
public sealed record LayerSharing
{
    private readonly int? _attentionGroups;
    private readonly int? _feedForwardGroups;

    private LayerSharing(int? attentionGroups, int? feedForwardGroups) => (_attentionGroups, _feedForwardGroups) = (attentionGroups, feedForwardGroups);

    /// <summary>Each layer has weights of its own.</summary>
    public static LayerSharing None { get; } = new(null, null);

    /// <summary>All layers are the same one.</summary>
    public static LayerSharing All { get; } = new(1, 1);

    /// <summary>All layers use the same attention, each its own feed-forward network.</summary>
    public static LayerSharing Attention { get; } = new(1, null);

    /// <summary>All layers use the same feed-forward network, each its own attention.</summary>
    public static LayerSharing FeedForward { get; } = new(null, 1);

    /// <summary>Neighbouring layers are the same one: layer i of n is that of group ⌊i / (n / groups)⌋.</summary>
    /// <param name="groups">How many layers have weights of their own; at most as many as there are layers.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public static LayerSharing Groups(int groups)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(groups);
        return new LayerSharing(groups, groups);
    }

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">It is something else; the message says what is allowed.</exception>
    public static LayerSharing Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        LayerSharing[] named = [None, All, Attention, FeedForward];
        return Array.Find(named, sharing => string.Equals(sharing.ToString(), text, StringComparison.OrdinalIgnoreCase))
            ?? (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var groups) && groups > 0 ? Groups(groups)
            : throw new FormatException($"'{text}' is no way of sharing layers. Allowed are {string.Join(", ", named.Select(sharing => sharing.ToString()))}, and a number of groups."));
    }

    /// <summary>"none", "all", "attention", "feed-forward", or a number of groups.</summary>
    public override string ToString() => (_attentionGroups, _feedForwardGroups) switch
    {
        (null, null) => "none",
        (1, 1) => "all",
        (1, null) => "attention",
        (null, 1) => "feed-forward",
        _ => _attentionGroups!.Value.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>A shape whose layers share as this says.</summary>
    internal BertShape Apply(BertShape shape) => shape with
    {
        AttentionOfLayer = Sources(shape.Layers.Length, _attentionGroups),
        FeedForwardOfLayer = Sources(shape.Layers.Length, _feedForwardGroups),
    };

    /// <exception cref="ArgumentException">There are more groups than layers.</exception>
    internal LayerSharing For(int layers) => !(_attentionGroups > layers) ? this
        : throw new ArgumentException($"{_attentionGroups} groups of layers cannot be made of {layers} layers: choose at most {layers}.");

    private static ImmutableArray<int> Sources(int layers, int? groups)
    {
        if (groups is null || groups == layers)
        {
            return [];
        }

        int[] groupOf = [.. Enumerable.Range(0, layers).Select(layer => (int)(layer / ((double)layers / groups.Value)))];
        return [.. groupOf.Select(group => Array.IndexOf(groupOf, group))];
    }
}
