using System.Numerics;
using System.Runtime.InteropServices;

namespace MLNet.Compression.Training.Optimizers;

/// <summary>Runs an update rule over slices of any length, in a single pass.</summary>
internal static class UpdateDriver
{
    /// <param name="rule">The rule.</param>
    /// <param name="weights">Are changed.</param>
    /// <param name="gradients">As long as <paramref name="weights"/>.</param>
    /// <param name="first">As long as <paramref name="weights"/>, or empty where the rule keeps nothing.</param>
    /// <param name="second">Likewise.</param>
    public static void Run<TRule>(TRule rule, Span<float> weights, ReadOnlySpan<float> gradients, Span<float> first, Span<float> second)
        where TRule : struct, IUpdateRule
    {
        var whole = weights.Length - (weights.Length % Vector<float>.Count);
        RunVectors(rule, weights[..whole], gradients[..whole], Head(first, whole), Head(second, whole));
        if (whole < weights.Length)
        {
            RunRest(rule, weights[whole..], gradients[whole..], Tail(first, whole), Tail(second, whole));
        }
    }

    private static void RunVectors<TRule>(TRule rule, Span<float> weights, ReadOnlySpan<float> gradients, Span<float> first, Span<float> second)
        where TRule : struct, IUpdateRule
    {
        var w = MemoryMarshal.Cast<float, Vector<float>>(weights);
        var g = MemoryMarshal.Cast<float, Vector<float>>(gradients);
        var m = MemoryMarshal.Cast<float, Vector<float>>(first);
        var v = MemoryMarshal.Cast<float, Vector<float>>(second);
        var unused = Vector<float>.Zero;
        for (var i = 0; i < w.Length; i++)
        {
            ref var firstState = ref m.IsEmpty ? ref unused : ref m[i];
            ref var secondState = ref v.IsEmpty ? ref unused : ref v[i];
            rule.Apply(ref w[i], g[i], ref firstState, ref secondState);
        }
    }

    /// <summary>The last elements, fewer than a vector holds, in vectors filled up with zeros.</summary>
    private static void RunRest<TRule>(TRule rule, Span<float> weights, ReadOnlySpan<float> gradients, Span<float> first, Span<float> second)
        where TRule : struct, IUpdateRule
    {
        Span<float> padded = stackalloc float[4 * Vector<float>.Count];
        padded.Clear();
        var w = padded[..Vector<float>.Count];
        var g = padded.Slice(Vector<float>.Count, Vector<float>.Count);
        var m = padded.Slice(2 * Vector<float>.Count, Vector<float>.Count);
        var v = padded[(3 * Vector<float>.Count)..];
        weights.CopyTo(w);
        gradients.CopyTo(g);
        first.CopyTo(m);
        second.CopyTo(v);
        RunVectors(rule, w, g, m, v);
        w[..weights.Length].CopyTo(weights);
        m[..first.Length].CopyTo(first);
        v[..second.Length].CopyTo(second);
    }

    private static Span<float> Head(Span<float> state, int count) => state.IsEmpty ? state : state[..count];

    private static Span<float> Tail(Span<float> state, int start) => state.IsEmpty ? state : state[start..];
}
