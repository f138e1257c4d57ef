using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Training.Kernels.Attention;

/// <summary>Scaled dot-product attention (Vaswani et al., 2017, equation 1) of one head of one sequence, without padding.</summary>
/// <remarks>Runs on the calling thread: the caller spreads sequences and heads over threads, each with its own scratch.</remarks>
internal static unsafe class AttentionKernel
{
    /// <summary>Floats of scratch that <see cref="Forward"/> and <see cref="Backward"/> need, each.</summary>
    public static long ScratchLength(int tokens, int headSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tokens);
        ArgumentOutOfRangeException.ThrowIfNegative(headSize);
        return AttentionScratch.Length(tokens, headSize);
    }

    /// <summary>S = scale Q Kᵀ; P = softmax(S) over the keys in reach, and 0 elsewhere; C = (P m) V, m the dropout mask.</summary>
    /// <param name="head">Q, K and V [tokens x head size] each.</param>
    /// <param name="scores">S [tokens x tokens], overwritten; default if not wanted.</param>
    /// <param name="probabilities">P [tokens x tokens], overwritten, for the backward pass; default if not wanted.</param>
    /// <param name="context">C [tokens x head size], overwritten; not part of the head.</param>
    /// <param name="dropout">The mask m, or <see cref="AttentionDropout.None"/>.</param>
    /// <param name="scratch">See <see cref="ScratchLength"/>.</param>
    /// <param name="reach">Which keys a query looks at. The backward pass need not know: P has it.</param>
    public static void Forward(
        AttentionHead head,
        MatrixView scores,
        MatrixView probabilities,
        MatrixView context,
        AttentionDropout dropout,
        Span<float> scratch,
        AttentionReach reach = AttentionReach.All)
    {
        head.Check();
        CheckSquare(head, scores, nameof(scores));
        CheckSquare(head, probabilities, nameof(probabilities));
        ShapeCheck.Same(head.Queries, context, nameof(context));
        CheckScratch(head, scratch);
        fixed (float* memory = scratch)
        {
            var pieces = new AttentionScratch(memory, head.Tokens, head.HeadSize);
            var work = new AttentionForwardWork(head, scores, probabilities, context, dropout, reach, pieces);
            InstructionSets.Run(InstructionSets.Current, ref work, 0, head.Tokens);
        }
    }

    /// <summary>
    /// dV = (P m)ᵀ dC; dP = (dC Vᵀ) m; dS = P (dP - Σ dP P) + dS′; dQ = scale dS K; dK = scale dSᵀ Q.
    /// </summary>
    /// <param name="head">What the forward pass got.</param>
    /// <param name="probabilities">P of the forward pass.</param>
    /// <param name="contextGradient">dC [tokens x head size].</param>
    /// <param name="scoreGradient">dS′ [tokens x tokens], a gradient that reaches S by another way; default if there is none.</param>
    /// <param name="gradient">dQ, dK and dV, overwritten or added to; its scale is not used.</param>
    /// <param name="accumulate">Whether to add to <paramref name="gradient"/>.</param>
    /// <param name="dropout">The mask m of the forward pass.</param>
    /// <param name="scratch">See <see cref="ScratchLength"/>.</param>
    public static void Backward(
        AttentionHead head, MatrixView probabilities, MatrixView contextGradient, MatrixView scoreGradient, AttentionHead gradient, bool accumulate, AttentionDropout dropout, Span<float> scratch)
    {
        head.Check();
        gradient.Check();
        ShapeCheck.Same(head.Queries, gradient.Queries, nameof(gradient));
        ShapeCheck.Same(head.Queries, contextGradient, nameof(contextGradient));
        ShapeCheck.Size(head.Tokens, head.Tokens, probabilities, nameof(probabilities));
        CheckSquare(head, scoreGradient, nameof(scoreGradient));
        CheckScratch(head, scratch);
        fixed (float* memory = scratch)
        {
            var pieces = new AttentionScratch(memory, head.Tokens, head.HeadSize);
            var work = new AttentionBackwardWork(head, probabilities, contextGradient, scoreGradient, gradient, accumulate, dropout, pieces);
            InstructionSets.Run(InstructionSets.Current, ref work, 0, head.Tokens);
        }
    }

    private static void CheckSquare(AttentionHead head, MatrixView matrix, string name)
    {
        if (matrix.Data is not null)
        {
            ShapeCheck.Size(head.Tokens, head.Tokens, matrix, name);
        }
    }

    private static void CheckScratch(AttentionHead head, Span<float> scratch)
    {
        var needed = AttentionScratch.Length(head.Tokens, head.HeadSize);
        if (scratch.Length < needed)
        {
            throw new ArgumentException($"Expected scratch of at least {needed} floats, got {scratch.Length}.", nameof(scratch));
        }
    }
}
