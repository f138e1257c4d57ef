namespace MLNet.Compression.Recipes;

/// <summary>The student that a recipe takes for a teacher and its data.</summary>
/// <param name="Student">The student as the recipe names it.</param>
/// <param name="Shape">Its size, with all that was left open.</param>
/// <param name="SavedBytes">The bytes that the saved model is foreseen to have, rather too many.</param>
/// <param name="FileBytes">The most bytes of its own file within those, before it is packed; no limit without a budget.</param>
internal sealed record ChosenStudent(RecipeStudent Student, StudentShape Shape, long SavedBytes, long FileBytes)
{
    /// <summary>Whether anything is pruned.</summary>
    public bool IsPruned => Student.Sparsity > 0;

    public override string ToString() => FormattableString.Invariant($"student {Shape} ({Student.Plan}), some {SavedBytes:N0} bytes when saved");
}
