using System.Linq.Expressions;

namespace GrantHub.Application;

internal static class Expressions
{
    /// <summary>Either condition, as one that a query can translate.</summary>
    public static Expression<Func<T, bool>> Or<T>(
        this Expression<Func<T, bool>> one,
        Expression<Func<T, bool>> other
    )
    {
        var parameter = one.Parameters[0];
        var body = new Swap(other.Parameters[0], parameter).Visit(other.Body);
        return Expression.Lambda<Func<T, bool>>(Expression.OrElse(one.Body, body), parameter);
    }

    /// <summary>A selector with a value worked out from the same row put in where its second parameter stands.</summary>
    public static Expression<Func<T, TResult>> With<T, TValue, TResult>(
        this Expression<Func<T, TValue, TResult>> selector,
        Expression<Func<T, TValue>> value
    )
    {
        var row = selector.Parameters[0];
        var placed = new Swap(value.Parameters[0], row).Visit(value.Body);
        return Expression.Lambda<Func<T, TResult>>(
            new Swap(selector.Parameters[1], placed).Visit(selector.Body),
            row
        );
    }

    private sealed class Swap(ParameterExpression from, Expression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) =>
            node == from ? to : node;
    }
}
