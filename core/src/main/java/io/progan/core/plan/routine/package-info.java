/** What a plan's steps run: operations of ND4J and functions of other libraries. */
package io.progan.core.plan.routine;
