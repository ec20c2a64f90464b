/**
 * study-page: gathers what judge said of each experiment into one table and one self-contained
 * page.
 */
package org.crelens.atypeak.studypage;
